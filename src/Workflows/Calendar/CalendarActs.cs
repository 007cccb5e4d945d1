using Ledger.Calendar;
using Ledger.History;
using Ledger.Refusals;
using Workflows.Acts;

namespace Workflows.Calendar;

/// <summary>What the office does to the calendar: each act one transaction, the deadlines settled anew within it.</summary>
public sealed class CalendarActs(OfficeTransaction office, TimeProvider clock)
{
    /// <summary>Loads the tables of a file that <see cref="CalendarFile"/> has read; a year that is there already is replaced.</summary>
    public Task<Refusal?> LoadAsync(Actor actor, IReadOnlyList<CalendarTable> tables, string source, CancellationToken cancellationToken) =>
        RunAsync(actor, async db =>
        {
            if (actor.Role != Role.Office)
            {
                return Refusals.OnlyTheOffice;
            }

            foreach (var table in tables)
            {
                await KeepCalendar.LoadAsync(db, table, source, actor, clock.GetUtcNow(), cancellationToken);
            }

            return null;
        }, cancellationToken);

    /// <summary>Declares a day worked or off for this office.</summary>
    public Task<Refusal?> OverrideAsync(Actor actor, DateOnly? day, bool isOff, string? name, CancellationToken cancellationToken) =>
        RunAsync(actor, async db =>
        {
            var decision = OverrideDay.Decide(await CalendarBook.ReadAsync(db, cancellationToken), day, isOff, name, actor);
            if (decision.IsRefused)
            {
                return decision.Refusal;
            }

            await KeepCalendar.SetOverrideAsync(db, decision.Value, actor, clock.GetUtcNow(), cancellationToken);
            return null;
        }, cancellationToken);

    /// <summary>Takes such a day back.</summary>
    public Task<Refusal?> RemoveOverrideAsync(Actor actor, DateOnly day, CancellationToken cancellationToken) =>
        RunAsync(actor, async db =>
        {
            if (actor.Role != Role.Office)
            {
                return Refusals.OnlyTheOffice;
            }

            return await KeepCalendar.RemoveOverrideAsync(db, day, actor, clock.GetUtcNow(), cancellationToken)
                ? null
                : CalendarRefusals.OverrideNotThere;
        }, cancellationToken);

    private Task<Refusal?> RunAsync(Actor actor, Func<Ledger.Storage.LedgerDb, Task<Refusal?>> act, CancellationToken cancellationToken) =>
        office.RunAsync(actor, (_, db) => act(db), cancellationToken);
}
