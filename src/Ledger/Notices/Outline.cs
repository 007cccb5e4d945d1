namespace Ledger.Notices;

/// <summary>
/// Gives every line its place in one pass: title, introduction, organisation, the issues one by one, next steps, closing. Where
/// headings of parts are missing, the lines' own words and numbering tell.
/// </summary>
internal sealed class Outline
{
    private const int LongestGroup = 60;

    private readonly List<LineReading> _lines;
    private readonly OutlineDraft _draft = new();
    private readonly TitleLines _title;

    /// <summary>Index of the last line that opens an issue: parts three and closing come behind it.</summary>
    private readonly int _lastOpening;

    private readonly int _lastMarker;
    private LinePlace _now = LinePlace.Introduction;
    private NumberingStyle? _issueStyle;
    private string? _group;

    private Outline(List<LineReading> lines)
    {
        _lines = lines;
        _title = TitleLines.Of(lines);
        _lastOpening = lines.FindLastIndex(line => line.OpensIssue);
        _lastMarker = lines.FindLastIndex(line => line.Marker is not null);
    }

    private IssueDraft Issue => _draft.Issues[^1];

    public static OutlineDraft Of(IReadOnlyList<NoticeLine> lines)
    {
        var outline = new Outline(LineReading.Of(lines));
        outline.Run();
        return outline._draft;
    }

    private void Run()
    {
        _draft.Title = _title.Text;
        for (var i = 0; i < _lines.Count; i++)
        {
            if (i < _title.First)
            {
                _draft.Leave(_lines[i].Line, UnplacedReason.BeforeTitle);
            }
            else if (i <= _title.Last)
            {
                _draft.Places.Add((_lines[i].Line.Number, LinePlace.Title, null));
            }
            else
            {
                Place(i);
            }
        }
    }

    private void Place(int i)
    {
        var line = _lines[i];
        var behindIssues = i > _lastOpening;
        if ((behindIssues || _now == LinePlace.Introduction) && LineWords.ReadsAsFurniture(line.Line.Shadow) && !LineWords.IsDateOnly(line.Line.Shadow))
        {
            _draft.Leave(line.Line, UnplacedReason.SiteFurniture);
        }
        else if (_now == LinePlace.Closing)
        {
            PlaceInClosing(line.Line);
        }
        else if (behindIssues && _now != LinePlace.Introduction && LineWords.OpensClosing(line.Line.Shadow))
        {
            OpenSection(LinePlace.Closing, line.Line, heading: false);
        }
        else if (line.Part is { } part && (part != LinePlace.NextSteps || i > _lastMarker))
        {
            OpenSection(part, line.Line, heading: true);
        }
        else if (line.OpensIssue && _now != LinePlace.NextSteps)
        {
            PlaceOpening(i, line);
        }
        else
        {
            PlaceParagraph(line.Line, behindIssues);
        }
    }

    private void PlaceOpening(int i, LineReading line)
    {
        if (line.Marker is { } marker)
        {
            PlaceMarked(line.Line, marker);
        }
        else if (IsInsideIssue(line.Heading!))
        {
            Continue(line.Line);
            Issue.EndsWithSubheading = _lines.ElementAtOrDefault(i + 1)?.Marker is not null;
        }
        else if (IsOverGroup(i, line))
        {
            _group = line.Heading!.Text;
            Continue(line.Line, LinePlace.ItemByItem);
        }
        else
        {
            OpenIssue(line.Line, line.Heading);
            _issueStyle ??= line.Heading!.Number?.Style;
            PlaceRest(line.Line, line.Heading!.RestAt);
        }
    }

    // 整改情况 opens an issue whose heading is lost, unless the issue at hand still waits for its text, or another word
    // (整改成效 after 整改措施) or a heading inside the issue goes before.
    private void PlaceMarked(NoticeLine line, TextMarker marker)
    {
        var continues = _now == LinePlace.Issue
            && (!Issue.HasText || Issue.EndsWithSubheading || (Issue.MarkerWords is { } words && words != marker.Words));
        if (!continues)
        {
            OpenIssue(line, null);
        }

        Issue.MarkerWords ??= marker.Words;
        if (!continues || !Issue.HasText)
        {
            AppendToIssue(line, marker.Length);
        }
        else
        {
            AppendToIssue(line, 0);
        }
    }

    private void PlaceRest(NoticeLine line, int at)
    {
        if (TextMarkers.At(line.Shadow, at) is { } marker)
        {
            Issue.MarkerWords = marker.Words;
            at += marker.Length;
        }

        Issue.Append(line.Number, line.Text[at..].Trim());
    }

    private bool IsInsideIssue(FoundHeading heading) =>
        _now == LinePlace.Issue && heading.Number is { } number && _issueStyle is { } style && number.Style > style;

    // A heading straight over a heading of an inner numbering names a group of issues.
    private bool IsOverGroup(int i, LineReading line) =>
        line.IsHeadingAlone
        && line.Heading!.Number is { } number
        && _lines.ElementAtOrDefault(i + 1)?.Heading?.Number is { } next
        && next.Style > number.Style
        && (_issueStyle is not { } style || number.Style < style);

    private void PlaceParagraph(NoticeLine line, bool behindIssues)
    {
        var number = Numberings.At(line.Shadow, 0);
        if (_now == LinePlace.Issue && behindIssues && BeginsNextSteps(line, number))
        {
            OpenSection(LinePlace.NextSteps, line, heading: false);
        }
        else if (_now == LinePlace.Introduction && number is not null)
        {
            OpenSection(LinePlace.Organisation, line, heading: false);
        }
        else if (behindIssues && IsSignature(line.Shadow))
        {
            OpenSection(LinePlace.Closing, line, heading: false);
        }
        else
        {
            PlaceInGroupOrContinue(line, number);
        }
    }

    private bool IsSignature(string shadow) =>
        (_now == LinePlace.NextSteps || (_now == LinePlace.Issue && Issue.HasText))
        && (LineWords.IsDateOnly(shadow) || LineWords.ReadsAsBody(shadow));

    // A short numbered line with no end mark, of an outer numbering, between issues: the next group's heading.
    private void PlaceInGroupOrContinue(NoticeLine line, Numbering? number)
    {
        var isShort = number is not null && line.Shadow.Length <= LongestGroup;
        var overIssues = _now == LinePlace.Issue && _issueStyle is { } style && number?.Style < style;
        if (isShort && (overIssues || _now == LinePlace.ItemByItem))
        {
            _group = line.Text[number!.Value.Length..].TrimEnd('。', ':', '：');
            Continue(line, LinePlace.ItemByItem);
        }
        else
        {
            Continue(line);
        }
    }

    // 一是 again after the last issue has counted 一是、二是: the counting of another part.
    private bool BeginsNextSteps(NoticeLine line, Numbering? number) =>
        LineWords.OpensNextSteps(line.Shadow) || (Issue.CountsByIs && number is { Style: NumberingStyle.Is, Value: 1 });

    private void PlaceInClosing(NoticeLine line)
    {
        var shadow = line.Shadow;
        if (LineWords.OpensClosing(shadow) || LineWords.IsDateOnly(shadow) || LineWords.ReadsAsBody(shadow))
        {
            Continue(line);
        }
        else
        {
            _draft.Leave(line, UnplacedReason.AfterClosing);
        }
    }

    private void OpenIssue(NoticeLine line, FoundHeading? heading)
    {
        _draft.Issues.Add(new IssueDraft(line.Number, heading, _group));
        _now = LinePlace.Issue;
        Reach(line);
        _draft.Places.Add((line.Number, LinePlace.Issue, _draft.Issues.Count - 1));
    }

    private void OpenSection(LinePlace part, NoticeLine line, bool heading)
    {
        _now = part;
        _group = null;
        _draft.Section(part, heading ? line.Text : null, line, another: true);
        Continue(line);
    }

    private void Continue(NoticeLine line) => Continue(line, _now);

    private void Continue(NoticeLine line, LinePlace place)
    {
        if (place == LinePlace.Issue)
        {
            AppendToIssue(line, 0);
            return;
        }

        var section = _draft.Section(place, null, line);
        section.Lines.Add(line);
        section.LastLine = line.Number;
        _draft.Places.Add((line.Number, place, null));
        _now = place;
    }

    private void AppendToIssue(NoticeLine line, int from)
    {
        Issue.Append(line.Number, line.Text[from..].Trim());
        Reach(line);
        if (_draft.Places.Count == 0 || _draft.Places[^1].Line != line.Number)
        {
            _draft.Places.Add((line.Number, LinePlace.Issue, _draft.Issues.Count - 1));
        }
    }

    private void Reach(NoticeLine line) => _draft.Section(LinePlace.ItemByItem, null, line).LastLine = line.Number;
}
