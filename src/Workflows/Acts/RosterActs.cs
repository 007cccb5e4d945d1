using Ledger.Deadlines;
using Ledger.History;
using Ledger.Refusals;
using Ledger.Storage;
using Ledger.Units;
using Ledger.Units.Appointing;
using Ledger.Units.History;
using Ledger.Units.Keeping;
using Ledger.Units.Leaving;
using Ledger.Units.Removing;
using Microsoft.EntityFrameworkCore;
using Notifications.Queueing;
using Workflows.Mails;

namespace Workflows.Acts;

/// <summary>
/// What the office does to the roster. Every act is one transaction, one at a time over the whole roster; null means done, a
/// refusal means nothing has changed.
/// </summary>
public sealed class RosterActs(OfficeTransaction office, Outbox outbox, SeatMails mails, TimeProvider clock)
{
    /// <summary>Adds a unit, under the id the caller chose, or changes the one that has it.</summary>
    public Task<Refusal?> KeepUnitAsync(Actor actor, Guid id, UnitFacts wanted, bool isNew, CancellationToken cancellationToken) =>
        ChangeAsync(actor, async db =>
        {
            wanted = wanted with { Name = RosterText.Tidy(wanted.Name) };
            var unit = isNew ? null : await db.Units.SingleOrDefaultAsync(u => u.Id == id, cancellationToken);
            if (!isNew && unit is null)
            {
                return RosterRefusals.UnitNotFound;
            }

            var others = await db.Units.Where(u => u.Name == wanted.Name || u.IsOffice).ToListAsync(cancellationToken);
            var decision = KeepUnit.Decide(unit, wanted, others, actor);
            if (decision.IsRefused)
            {
                return decision.Refusal;
            }

            unit ??= db.Units.Add(new Unit { Id = id, Name = wanted.Name }).Entity;
            KeepUnit.Apply(unit, wanted);
            db.Note(decision.Value, actor, clock.GetUtcNow(), unit: id);
            return null;
        }, cancellationToken);

    /// <summary>Adds a person, under the id the caller chose, or changes the one who has it.</summary>
    public Task<Refusal?> KeepPersonAsync(Actor actor, Guid id, PersonDetails wanted, bool isNew, CancellationToken cancellationToken) =>
        ChangeAsync(actor, async db =>
        {
            wanted = wanted.Tidied();
            var person = isNew ? null : await db.People.SingleOrDefaultAsync(p => p.Id == id, cancellationToken);
            if (!isNew && person is null)
            {
                return RosterRefusals.PersonNotFound;
            }

            var around = new PersonSurroundings(
                await WithAddressAsync(db, wanted.Email, cancellationToken),
                wanted.Unit is null ? null : await db.Units.SingleOrDefaultAsync(u => u.RemovedOn == null && u.Name == wanted.Unit, cancellationToken),
                await db.Units.Where(u => u.HeadId == id || u.Liaisons.Any(l => l.Id == id)).ToListAsync(cancellationToken));
            var before = person?.UnitId is { } unit ? await db.Units.Where(u => u.Id == unit).Select(u => u.Name).SingleAsync(cancellationToken) : null;
            var decision = KeepPerson.Decide(person, before, wanted, around, actor);
            if (decision.IsRefused)
            {
                return decision.Refusal;
            }

            person ??= db.People.Add(new Person { Id = id, Name = wanted.Name, Title = wanted.Title, Email = wanted.Email }).Entity;
            KeepPerson.Apply(person, wanted, around);
            db.Note(decision.Value, actor, clock.GetUtcNow(), person: id);
            return null;
        }, cancellationToken);

    /// <summary>Makes somebody head of his unit; null leaves the post vacant.</summary>
    public Task<Refusal?> AppointHeadAsync(Actor actor, Guid unitId, Guid? personId, CancellationToken cancellationToken) =>
        ForUnitAsync(actor, unitId, personId, async (db, unit, person) =>
        {
            var decision = AppointHead.Decide(unit, person, await OpenIssuesAsync(db, unitId, cancellationToken), actor);
            if (decision.IsRefused)
            {
                return decision.Refusal;
            }

            var before = unit.HeadId;
            AppointHead.Apply(unit, person);
            if (before != unit.HeadId)
            {
                db.Note(decision.Value, actor, clock.GetUtcNow(), unitId, personId);
            }

            return null;
        }, cancellationToken, seated: personId);

    /// <summary>Makes somebody liaison of his unit.</summary>
    public Task<Refusal?> AppointLiaisonAsync(Actor actor, Guid unitId, Guid personId, CancellationToken cancellationToken) =>
        ForUnitAsync(actor, unitId, personId, (db, unit, person) =>
        {
            var decision = AppointLiaison.Decide(unit, person!, actor);
            if (!decision.IsRefused)
            {
                AppointLiaison.Apply(unit, person!);
                db.Note(decision.Value, actor, clock.GetUtcNow(), unitId, personId);
            }

            return Task.FromResult(decision.Refusal);
        }, cancellationToken);

    /// <summary>Relieves a liaison.</summary>
    public Task<Refusal?> DismissLiaisonAsync(Actor actor, Guid unitId, Guid personId, CancellationToken cancellationToken) =>
        ForUnitAsync(actor, unitId, personId, async (db, unit, person) =>
        {
            var decision = AppointLiaison.DecideDismissal(unit, person!, await OpenIssuesAsync(db, unitId, cancellationToken), actor);
            if (!decision.IsRefused)
            {
                AppointLiaison.ApplyDismissal(unit, person!);
                db.Note(decision.Value, actor, clock.GetUtcNow(), unitId, personId);
            }

            return decision.Refusal;
        }, cancellationToken);

    /// <summary>Takes a unit off the roster.</summary>
    public Task<Refusal?> RemoveUnitAsync(Actor actor, Guid unitId, CancellationToken cancellationToken) =>
        ForUnitAsync(actor, unitId, null, async (db, unit, _) =>
        {
            // Stronger than a change of the row: an assignment under way holds a key share on the unit, so one of the two waits.
            await db.Database.ExecuteSqlAsync($"select 1 from ledger.unit where id = {unitId} for update", cancellationToken);
            var people = await db.People.CountAsync(p => p.UnitId == unitId && p.LeftOn == null, cancellationToken);
            var issues = await db.Issues.CountAsync(
                i => i.SignedOffAt == null && (i.LeadUnitId == unitId || i.ResponsibleUnits.Any(u => u.Id == unitId)), cancellationToken);
            var decision = RemoveUnit.Decide(unit, people, issues, actor);
            if (!decision.IsRefused)
            {
                RemoveUnit.Apply(unit, clock.Today());
                db.Note(decision.Value, actor, clock.GetUtcNow(), unitId);
            }

            return decision.Refusal;
        }, cancellationToken);

    /// <summary>Somebody leaves; what he holds passes to the successor, and the history of each issue he led says so.</summary>
    public Task<Refusal?> LeaveAsync(Actor actor, Guid personId, Guid? successorId, CancellationToken cancellationToken) =>
        ChangeAsync(actor, async db =>
        {
            var leaver = await db.People.SingleOrDefaultAsync(p => p.Id == personId, cancellationToken);
            var successor = successorId is { } id ? await db.People.SingleOrDefaultAsync(p => p.Id == id, cancellationToken) : null;
            if (leaver is null || (successorId is not null && successor is null))
            {
                return RosterRefusals.PersonNotFound;
            }

            var ties = await PersonTies.ReadAsync(db, personId, cancellationToken);
            var decision = PersonLeaves.Decide(leaver, successor, ties, actor);
            if (decision.IsRefused)
            {
                return decision.Refusal;
            }

            db.RemoveRange(ties.Led.Select(i => i.LeadLeaders.Single(l => l.PersonId == personId)));
            PersonLeaves.Apply(leaver, successor, ties, clock.Today());
            var now = clock.GetUtcNow();
            foreach (var issue in ties.Led)
            {
                db.Note(issue, new LeadLeaderReplaced(leaver.Name, successor!.Name), actor, now);
            }

            db.Note(decision.Value, actor, now, leaver.UnitId, personId);
            return null;
        }, cancellationToken, seated: successorId);

    /// <summary>Somebody is back on the roster.</summary>
    public Task<Refusal?> ReturnAsync(Actor actor, Guid personId, CancellationToken cancellationToken) =>
        ChangeAsync(actor, async db =>
        {
            if (await db.People.SingleOrDefaultAsync(p => p.Id == personId, cancellationToken) is not { } person)
            {
                return RosterRefusals.PersonNotFound;
            }

            var decision = PersonReturns.Decide(
                person,
                await WithAddressAsync(db, person.Email, cancellationToken),
                await db.Units.SingleOrDefaultAsync(u => u.Id == person.UnitId, cancellationToken),
                actor);
            if (!decision.IsRefused)
            {
                PersonReturns.Apply(person);
                db.Note(decision.Value, actor, clock.GetUtcNow(), person: personId);
            }

            return decision.Refusal;
        }, cancellationToken);

    private Task<Refusal?> ForUnitAsync(
        Actor actor, Guid unitId, Guid? personId, Func<LedgerDb, Unit, Person?, Task<Refusal?>> act, CancellationToken cancellationToken, Guid? seated = null) =>
        ChangeAsync(actor, async db =>
        {
            var unit = await db.Units.Include(u => u.Head).Include(u => u.Liaisons).SingleOrDefaultAsync(u => u.Id == unitId, cancellationToken);
            if (unit is null)
            {
                return RosterRefusals.UnitNotFound;
            }

            var person = personId is { } id ? await db.People.SingleOrDefaultAsync(p => p.Id == id, cancellationToken) : null;
            return personId is not null && person is null ? RosterRefusals.PersonNotFound : await act(db, unit, person);
        }, cancellationToken, seated);

    /// <param name="seated">Who comes to sit in somebody's seat by it, and is told what waits there.</param>
    private Task<Refusal?> ChangeAsync(Actor actor, Func<LedgerDb, Task<Refusal?>> change, CancellationToken cancellationToken, Guid? seated = null) =>
        office.RunAsync(actor, async (transaction, db) =>
        {
            await RosterLock.TakeAsync(db, cancellationToken);
            if (await change(db) is { } refusal)
            {
                return refusal;
            }

            await db.SaveChangesAsync(cancellationToken);
            if (seated is { } person)
            {
                await outbox.EnqueueAsync(transaction, await mails.WaitingAsync(db, [person], clock.Today(), cancellationToken), cancellationToken);
            }

            return null;
        }, cancellationToken);

    private static Task<Person?> WithAddressAsync(LedgerDb db, string address, CancellationToken cancellationToken)
    {
#pragma warning disable CA1304, CA1311, CA1862 // lower() of the database, the one its unique index is made with
        return db.People.Where(p => p.LeftOn == null && p.Email.ToLower() == address.ToLower()).FirstOrDefaultAsync(cancellationToken);
#pragma warning restore CA1304, CA1311, CA1862
    }

    private static Task<int> OpenIssuesAsync(LedgerDb db, Guid unitId, CancellationToken cancellationToken) =>
        db.Issues.CountAsync(i => i.LeadUnitId == unitId && i.SignedOffAt == null, cancellationToken);
}
