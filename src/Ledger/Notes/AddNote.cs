using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using Ledger.Units;
using static Ledger.Refusals.Refusals;

namespace Ledger.Notes;

/// <summary>The rule by which an answer to a mail becomes a note on the issue: from whoever the issue concerns, and nobody else.</summary>
public static class AddNote
{
    public const int LongestText = 20_000;

    /// <summary>Whether <paramref name="author"/> may add <paramref name="text"/>.</summary>
    /// <param name="unit">The unit he belongs to or is liaison or head of; null when he stands above units.</param>
    /// <param name="text">What he wrote; where he wrote nothing and only sent files, what he called them.</param>
    public static Outcome<NoteAdded> Decide(Issue issue, Person author, Unit? unit, string text)
    {
        if (!Concerns(issue, author, unit))
        {
            return NoteFromSomebodyNotConcerned;
        }

        var written = text.Trim();
        return written.Length == 0
            ? NoteEmpty
            : new NoteAdded(written.Length <= LongestText ? written : written[..LongestText]);
    }

    /// <summary>Carries it out.</summary>
    public static IssueNote Apply(Issue issue, NoteAdded added, Person author, string key, NoteFiles files, DateTimeOffset now)
    {
        var note = new IssueNote
        {
            Id = Guid.CreateVersion7(now),
            IssueId = issue.Id,
            Key = key,
            PersonId = author.Id,
            PersonName = author.Name,
            WrittenAt = now,
            Text = added.Text,
            LeftOut = files.LeftOut,
        };
        note.Files.AddRange(files.Taken);
        return note;
    }

    // The leaders of the city stand above units and see everything; of the others only who shares in the issue.
    private static bool Concerns(Issue issue, Person author, Unit? unit) => unit is null
        ? author.UnitId is null
        : unit.IsOffice || unit.Id == issue.LeadUnitId || issue.ResponsibleUnits.Any(u => u.Id == unit.Id);
}
