using Ledger.Deadlines;
using Ledger.History;
using Ledger.Refusals;
using Notifications.Queueing;
using Workflows.Acts;
using Workflows.Mails;

namespace Workflows.Clock;

/// <summary>
/// The daily deadline sweep: writes down every step of the ladder that should have gone out by now and has not, then tells each
/// person everything of the run in one mail. Keys make it harmless to run it twice, late, or on two hosts; on a day off it
/// does nothing, and the next working day catches up.
/// </summary>
public sealed class DeadlineCheck(
    OfficeTransaction office, Outbox outbox, DeadlineMails mails, IEnumerable<ILetterDrafts> letters, TimeProvider clock)
{
    private const int MeasuresPerTransaction = 20_000;

    private const int PeoplePerTransaction = 100;

    /// <summary>Runs over all open issues; returns how many mails were new.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var (shelf, days) = await LookAsync(today, cancellationToken);
        if (!shelf.Calendar.IsWorkingDay(today))
        {
            return 0;
        }

        foreach (var chunk in Chunks(days))
        {
            await ClimbAsync(chunk, shelf, today, cancellationToken);
        }

        return await TellAsync(today, cancellationToken);
    }

    private async Task<(LadderShelf Shelf, IReadOnlyList<LadderDay> Days)> LookAsync(DateOnly today, CancellationToken cancellationToken)
    {
        LadderShelf? shelf = null;
        IReadOnlyList<LadderDay> days = [];
        await office.RunAsync(Actor.System, async (transaction, db) =>
        {
            shelf = await LadderShelf.ReadAsync(db, cancellationToken);
            days = await ClimbLadder.DaysAsync(transaction, today, shelf.Reach(today), cancellationToken);
            return (Refusal?)null;
        }, cancellationToken);
        return (shelf!, days);
    }

    /// <summary>Days in portions that hold so many measures, so that no transaction grows with the ledger.</summary>
    private static IEnumerable<List<LadderDay>> Chunks(IReadOnlyList<LadderDay> days)
    {
        var chunk = new List<LadderDay>();
        var measures = 0;
        foreach (var day in days)
        {
            chunk.Add(day);
            if ((measures += day.Measures) >= MeasuresPerTransaction)
            {
                yield return chunk;
                (chunk, measures) = ([], 0);
            }
        }

        if (chunk.Count > 0)
        {
            yield return chunk;
        }
    }

    private Task<Refusal?> ClimbAsync(IReadOnlyList<LadderDay> days, LadderShelf shelf, DateOnly today, CancellationToken cancellationToken) =>
        office.RunAsync(Actor.System, async (transaction, _) =>
        {
            await ClimbLadder.MailsAsync(transaction, days, shelf, today, cancellationToken);
            if (letters.FirstOrDefault() is { } drafts
                && await ClimbLadder.LettersAsync(transaction, days, shelf, today, cancellationToken) is { Count: > 0 } wishes)
            {
                await drafts.DraftAsync(transaction, wishes, cancellationToken);
            }

            return null;
        }, cancellationToken);

    private async Task<int> TellAsync(DateOnly today, CancellationToken cancellationToken)
    {
        var (after, added) = (Guid.Empty, 0);
        for (var more = true; more;)
        {
            // An act may be run again from its start, so what it counts is taken over when it is done.
            var (last, count) = ((Guid?)null, 0);
            await office.RunAsync(Actor.System, async (transaction, _) =>
            {
                var tellings = await TellClimbs.NextAsync(transaction, after, PeoplePerTransaction, IssueMails.MostNamed, cancellationToken);
                count = await outbox.EnqueueAsync(transaction, [.. tellings.Select(telling => mails.For(telling, today))], cancellationToken);
                last = tellings.Count > 0 ? tellings[^1].Person.Id : null;
                return (Refusal?)null;
            }, cancellationToken);
            (more, after, added) = (last is not null, last ?? after, added + count);
        }

        return added;
    }
}
