using Ledger.Deadlines;
using Ledger.History;
using Notifications.Queueing;
using Npgsql;
using Workflows.Acts;
using Workflows.Mails;

namespace Workflows.Clock;

/// <summary>
/// The daily deadline check: what should have gone out by now goes to the outbox. Keys make it harmless to run it twice, late,
/// or on two hosts; a step is due when it should have gone out and has not, never "today is exactly N days before".
/// </summary>
public sealed class DeadlineCheck(OfficeTransaction office, Outbox outbox, DeadlineMails mails, TimeProvider clock)
{
    private const int BatchSize = 500;

    /// <summary>Runs over all open issues, a transaction per batch; returns how many mails were new.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (today, ladder, after, added) = (clock.Today(), Ladder.Default, Guid.Empty, 0);
        var until = today.AddDays(ladder.Steps.Max(step => step.DaysBefore));
        for (var more = true; more;)
        {
            (IReadOnlyList<IssueUnderDeadline> issues, var count) = ([], 0);
            await office.RunAsync(Actor.System, async (transaction, db) =>
            {
                issues = await DueReminders.BatchAsync(db, until, after, BatchSize, cancellationToken);
                count = await EnqueueAsync(transaction, issues, ladder, today, cancellationToken);
                return null;
            }, cancellationToken);
            (more, after, added) = (issues.Count == BatchSize, issues.Count > 0 ? issues[^1].IssueId : after, added + count);
        }

        return added;
    }

    private Task<int> EnqueueAsync(
        NpgsqlTransaction transaction, IReadOnlyList<IssueUnderDeadline> issues, Ladder ladder, DateOnly today, CancellationToken cancellationToken) =>
        outbox.EnqueueAsync(
            transaction,
            [.. issues.SelectMany(issue => DueReminders.For(issue, ladder, today)).SelectMany(due => mails.For(due, today))],
            cancellationToken);
}
