using Ledger.History;
using Ledger.Issues;
using Ledger.Letters;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Working;

/// <summary>
/// Letters that wait for somebody: a unit to sign and to answer; a lead leader or the office to approve; the office to send, and
/// to take note of an answer.
/// </summary>
public sealed class LettersOwed : IWorkSource
{
    public const string ToSign = "letter-to-sign";
    public const string ToAnswer = "letter-to-answer";
    public const string ToApprove = "letter-to-approve";
    public const string ToSend = "letter-to-send";
    public const string ToClose = "letter-to-close";

    /// <inheritdoc />
    public async Task<IReadOnlyList<WorkItem>> ReadAsync(LedgerDb db, Actor actor, DateOnly today, DateOnly until, CancellationToken cancellationToken)
    {
        var rows = await (
            from letter in Waiting(db, actor)
            join issue in db.Issues on letter.IssueId equals issue.Id
            join round in db.Rounds on letter.RoundId equals round.Id
            select new { letter.Id, letter.State, letter.Title, letter.Series, letter.Year, letter.Number, letter.ReplyBy, letter.WrittenBy, letter.IssueId, IssueNumber = issue.Number, round.Settings })
            .ToListAsync(cancellationToken);
        return [.. rows
            .Where(r => r.State != LetterState.Draft || r.Settings.Letters.ApprovedBy != (actor.Role == Role.Office ? LetterApprover.LeadLeader : LetterApprover.Office))
            .Where(r => actor.Role != Role.Liaison || r.ReplyBy <= until)
            .Select(r => new WorkItem(
                KindOf(r.State),
                actor.Role == Role.Liaison ? r.ReplyBy : null,
                r.Number is { } number ? FormattableString.Invariant($"{r.Series}〔{r.Year}〕{number}号 {r.Title}") : r.Title,
                r.Id, r.IssueId, r.IssueNumber))];
    }

    private static IQueryable<Letter> Waiting(LedgerDb db, Actor actor) => actor switch
    {
        { Role: Role.Liaison, UnitId: { } unit } =>
            db.Letters.AsNoTracking().Where(l => l.UnitId == unit && (l.State == LetterState.Sent || l.State == LetterState.Signed)),
        { Role: Role.Office } => db.Letters.AsNoTracking().Where(l =>
            (l.State == LetterState.Draft && l.WrittenBy != actor.Id) || l.State == LetterState.Approved || l.State == LetterState.Answered),
        { Role: Role.Leader, PersonId: { } person } => db.Letters.AsNoTracking().Where(l =>
            l.State == LetterState.Draft && l.WrittenBy != actor.Id && db.Set<LeadLeader>().Any(lead => lead.IssueId == l.IssueId && lead.PersonId == person)),
        _ => db.Letters.AsNoTracking().Where(_ => false),
    };

    private static string KindOf(LetterState state) => state switch
    {
        LetterState.Draft => ToApprove,
        LetterState.Approved => ToSend,
        LetterState.Sent => ToSign,
        LetterState.Signed => ToAnswer,
        _ => ToClose,
    };
}
