namespace Ledger.Notices;

/// <summary>Makes issues of the drafts: numbers them, parts their texts into measures, and reads each measure's facts.</summary>
internal static class IssueReader
{
    public static IReadOnlyList<NoticeIssue> Of(IReadOnlyList<IssueDraft> drafts, List<UnplacedFragment> unplaced)
    {
        var numbers = Numbers(drafts, unplaced);
        return [.. drafts.Select((draft, at) => Issue(draft, numbers[at], unplaced))];
    }

    /// <summary>
    /// Numbers that all issues print in rising order are theirs. Otherwise the place in the text counts, and a heading that says
    /// another number is reported, unless the numbers start again in each group.
    /// </summary>
    private static int[] Numbers(IReadOnlyList<IssueDraft> drafts, List<UnplacedFragment> unplaced)
    {
        var printed = drafts.Select(draft => draft.Heading?.Number?.Value).ToArray();
        if (printed.Length > 0 && printed.All(number => number is not null) && printed.Zip(printed.Skip(1)).All(pair => pair.First < pair.Second))
        {
            return [.. printed.Select(number => number!.Value)];
        }

        var inGroup = 0;
        for (var i = 0; i < drafts.Count; i++)
        {
            inGroup = i > 0 && drafts[i].Group == drafts[i - 1].Group ? inGroup + 1 : 1;
            if (printed[i] is { } number && number != i + 1 && (number != inGroup || drafts[i].Group is null))
            {
                unplaced.Add(new UnplacedFragment(drafts[i].FirstLine, drafts[i].Heading!.Text, UnplacedReason.HeadingNumberDisagrees));
            }
        }

        return [.. Enumerable.Range(1, drafts.Count)];
    }

    private static NoticeIssue Issue(IssueDraft draft, int number, List<UnplacedFragment> unplaced)
    {
        var text = draft.Text;
        var shadow = ShadowText.Of(text);
        var (leadIn, parts) = MeasureSplitter.Split(text, shadow);
        if (!draft.HasText)
        {
            unplaced.Add(new UnplacedFragment(draft.FirstLine, draft.Heading?.Text ?? string.Empty, UnplacedReason.IssueWithoutText));
        }

        return new NoticeIssue
        {
            Number = number,
            PrintedNumber = draft.Heading?.Number?.Value,
            Heading = draft.Heading?.Text,
            Group = draft.Group,
            Text = text,
            FirstLine = draft.FirstLine,
            TextLine = draft.TextLine,
            LeadIn = leadIn,
            Measures = [.. parts.Select((part, at) => Measure(draft, part, at, leadIn, unplaced))],
            CarriedOver = CarriedOver.In(text, shadow),
        };
    }

    private static NoticeMeasure Measure(IssueDraft draft, MeasurePart part, int at, string leadIn, List<UnplacedFragment> unplaced)
    {
        var line = draft.LineAt(part.At);
        if (part.NumberMissing)
        {
            unplaced.Add(new UnplacedFragment(line, part.Marker + Beginning(part.Text), UnplacedReason.MeasureNumberMissing));
        }

        // The words before the first marker hold facts too; they are told with measure 1.
        var read = at == 0 && leadIn.Length > 0 ? leadIn + "\n" + part.Text : part.Text;
        var shadow = ShadowText.Of(read);
        var documents = DocumentNames.In(read, shadow);
        var accountability = AccountabilityReader.In(read, shadow);
        unplaced.AddRange(documents.Where(one => one.Document.Cut)
            .Select(one => new UnplacedFragment(line, "《" + one.Document.Title, UnplacedReason.DocumentTitleCut)));
        unplaced.AddRange(accountability.WithoutNumber
            .Select(one => new UnplacedFragment(line, one.Phrase, UnplacedReason.AccountabilityWithoutNumber)));
        return new NoticeMeasure
        {
            Ordinal = at + 1,
            Marker = part.Marker,
            Text = part.Text,
            Line = line,
            Documents = [.. documents.Select(one => one.Document)],
            Quantities = [.. Quantities.In(read, shadow).Select(one => one.Quantity)],
            HeldToAccount = [.. accountability.Mentions.Select(one => one.Held)],
        };
    }

    private static string Beginning(string text) => text.Length <= 20 ? text : string.Concat(text.AsSpan(0, 20), "……");
}
