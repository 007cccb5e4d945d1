using Ledger.History;
using Ledger.Issues;
using Ledger.Notices;
using Ledger.Rounds;

namespace Ledger.Importing;

/// <summary>A round read from a notice, ready to be stored: everything hangs on <paramref name="Round"/> or on an issue.</summary>
public sealed record RegisteredRound(InspectionRound Round, IReadOnlyList<Issue> Issues, IReadOnlyList<HistoryEntry> History);

/// <summary>Turns what a notice says into rows of the ledger: pure, nothing is stored here.</summary>
public static class RegisterNotice
{
    /// <param name="fileName">As the file was called; shown, never opened.</param>
    /// <param name="sha256">Lower-case hex of the file's bytes.</param>
    public static RegisteredRound Build(NoticeReading reading, string fileName, string sha256, Actor actor, DateTimeOffset now)
    {
        if (reading.IsRefused)
        {
            throw new ArgumentException("a refused reading has no notice", nameof(reading));
        }

        var notice = reading.Notice;
        var round = Round(notice, fileName, now);
        round.LeadingGroup.AddRange(PrintedSeats(notice, round.Id, now));
        round.PrintedFigures.AddRange(notice.Counters.Distinct().Select(counter => Figure(counter, round.Id, now)));
        round.Sources.Add(Source(reading.Text, notice, round.Id, fileName, sha256, now));
        var issues = notice.Issues.Select(issue => RegisterIssue.Build(issue, round.Id, now)).ToList();
        return new RegisteredRound(round, issues, [.. History(round, issues, notice, fileName, sha256, actor, now)]);
    }

    private static InspectionRound Round(RectificationNotice notice, string fileName, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Title = notice.Title ?? fileName,
        InspectedBody = notice.InspectedBody,
        InspectionTeam = notice.InspectionTeam,
        InspectedFrom = notice.InspectionWindow?.From,
        InspectedTo = notice.InspectionWindow?.To,
        FeedbackOn = notice.FeedbackOn,
        CommentFrom = notice.CommentPeriod?.From,
        CommentTo = notice.CommentPeriod?.To,
        ContactPhone = notice.Contacts.Phone,
        ContactPost = notice.Contacts.Post,
        ContactMail = notice.Contacts.Mail,
        RegisteredAt = now,
        Settings = RoundSettings.ForNewRounds,
    };

    private static IEnumerable<LeadingGroupMember> PrintedSeats(RectificationNotice notice, Guid roundId, DateTimeOffset now)
    {
        (LeadingGroupRole Role, PrintedPost? Post)[] seats =
            [(LeadingGroupRole.Head, notice.LeadingGroup?.Head), (LeadingGroupRole.FirstDeputy, notice.LeadingGroup?.FirstDeputy)];
        foreach (var (role, post) in seats)
        {
            if (post?.Name is { } name)
            {
                yield return new LeadingGroupMember
                {
                    Id = Guid.CreateVersion7(now),
                    RoundId = roundId,
                    Role = role,
                    Name = name,
                    Title = post.Title,
                    Ordinal = 1,
                };
            }
        }
    }

    private static PrintedFigure Figure(PrintedCounter counter, Guid roundId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        RoundId = roundId,
        Code = counter.Code.ToString(),
        Value = counter.Value,
        Unit = counter.Unit,
        Phrase = counter.Phrase,
        Line = counter.Line,
    };

    private static NoticeSource Source(
        string text, RectificationNotice notice, Guid roundId, string fileName, string sha256, DateTimeOffset now)
    {
        var source = new NoticeSource
        {
            Id = Guid.CreateVersion7(now),
            RoundId = roundId,
            FileName = fileName,
            Sha256 = sha256,
            Text = text,
            ImportedAt = now,
        };
        source.Unplaced.AddRange(notice.Unplaced.Select(fragment => new UnplacedText
        {
            Id = Guid.CreateVersion7(now),
            SourceId = source.Id,
            Line = fragment.Line,
            Reason = fragment.Reason.ToString(),
            Text = fragment.Text,
        }));
        return source;
    }

    private static IEnumerable<HistoryEntry> History(
        InspectionRound round, List<Issue> issues, RectificationNotice notice, string fileName, string sha256, Actor actor, DateTimeOffset now)
    {
        HistoryEntry Entry(Guid? issue, HistoryEvent what) => new()
        {
            RoundId = round.Id,
            IssueId = issue,
            At = now,
            ActorId = actor.Id,
            ActorName = actor.Name,
            What = what,
        };

        var measures = issues.Sum(issue => issue.Measures.Count);
        return issues.Select(issue => Entry(issue.Id, new IssueRegistered(issue.Number, issue.Measures.Count)))
            .Prepend(Entry(null, new NoticeImported(fileName, sha256, issues.Count, measures, notice.Unplaced.Count)));
    }
}
