namespace Ledger.Notices;

/// <summary>
/// Reads the text of a published rectification notice. Written for notices in general: what a text lacks is null, what it says
/// and the reader cannot place is listed, and no text makes it throw. Time grows with the text's length only.
/// </summary>
public static class NoticeReader
{
    /// <summary>Everything <paramref name="text"/> tells; a text that is no notice gives one without issues.</summary>
    public static RectificationNotice Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var draft = Outline.Of(NoticeLines.Of(text));
        var unplaced = draft.Unplaced;
        var issues = IssueReader.Of(draft.Issues, unplaced);
        var introduction = draft.LinesOf(LinePlace.Introduction).Concat(draft.LinesOf(LinePlace.Organisation)).ToList();
        var closing = draft.LinesOf(LinePlace.Closing).ToList();
        var counted = draft.LinesOf(LinePlace.Introduction, LinePlace.Organisation, LinePlace.ItemByItem, LinePlace.NextSteps).ToList();
        var counters = counted.SelectMany(Counters.In).ToList();
        return new RectificationNotice
        {
            Title = draft.Title,
            InspectedBody = RoundFacts.InspectedBody(draft.Title, introduction),
            Round = RoundFacts.Round(draft.Title, introduction),
            InspectionTeam = RoundFacts.InspectionTeam(introduction),
            InspectionWindow = RoundFacts.InspectionWindow(introduction, unplaced),
            FeedbackOn = RoundFacts.FeedbackOn(introduction),
            PublishedOn = RoundFacts.PublishedOn(draft.LinesOf(LinePlace.Introduction).Concat(closing)),
            CommentPeriod = RoundFacts.CommentPeriod(closing, unplaced),
            Contacts = Contacts.In(closing, unplaced),
            LeadingGroup = LeadingGroups.In(introduction, counters),
            Counters = counters,
            Rhythms = [.. counted.SelectMany(Rhythms.In)],
            Sections = [.. draft.Sections.Select(Section)],
            Issues = issues,
            Lines = [.. draft.Places.Select(place => new PlacedLine(place.Line, place.Place, place.Issue is { } at ? issues[at].Number : null))],
            Unplaced = [.. unplaced.OrderBy(fragment => fragment.Line)],
        };
    }

    private static NoticeSection Section(SectionDraft draft) =>
        new(draft.Part, draft.Heading, string.Join('\n', draft.Lines.Select(line => line.Text)), draft.FirstLine, draft.LastLine);
}
