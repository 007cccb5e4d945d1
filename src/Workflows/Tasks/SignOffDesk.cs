using ElsaRuntime.Model;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.Issues;
using Ledger.LookingBack;
using Ledger.Refusals;
using Ledger.SigningOff;
using Ledger.Storage;
using Notifications.Queueing;
using Npgsql;
using Workflows.Acts;
using Workflows.LifeCycle;
using Workflows.Mails;

namespace Workflows.Tasks;

/// <summary>Opens and closes the steps of a sign-off: what all of them share, whoever is asked.</summary>
public sealed class SignOffDesk(LedgerSession session, Outbox outbox, SignOffMails mails, TimeProvider clock)
{
    /// <summary>The issue whose request was returned or taken back in this act.</summary>
    private Guid? ended;

    /// <summary>Opens a step on the pending request; answers whether somebody is asked. A refusal: there is no request.</summary>
    public async Task<Outcome<SignOffStep>> OpenAsync(
        NpgsqlTransaction transaction, string instanceId, SignOffStepKind kind, string taskName, CancellationToken cancellationToken)
    {
        var db = await session.InAsync(transaction);
        var issue = await db.OfInstanceAsync(instanceId, session.Actor, cancellationToken);
        if (issue is null || DecideSignOff.Pending(issue) is not { } round)
        {
            // Ended in this very act, and the drawing leads on instead of back: who returns it is told, not left with a riddle.
            return issue is not null && ended == issue.Id ? Refusals.RequestLeadsOn(taskName) : Refusals.NothingToDecide;
        }

        var now = clock.GetUtcNow();
        var parties = await SignOffParties.ReadAsync(db, issue, session.Actor, clock.Today(), cancellationToken);
        var skipped = OpenSignOffStep.Decide(issue, round, kind, parties);
        var step = OpenSignOffStep.Apply(round, kind, taskName, skipped, now);
        db.Add(step);
        if (skipped is { } because)
        {
            db.Note(issue, new SignOffStepSkipped(round.Number, kind, because), session.Actor, now);
        }

        await db.SaveChangesAsync(cancellationToken);
        if (skipped is null)
        {
            await outbox.EnqueueAsync(
                transaction, await mails.AskedAsync(db, issue, round, step, parties, clock.Today(), cancellationToken), cancellationToken);
        }

        return step;
    }

    /// <summary>Writes a verdict that passes, returns or signs off, or a withdrawal; the workflow goes on with it.</summary>
    public async Task<Refusal?> CloseAsync(
        NpgsqlTransaction transaction, Issue issue, SignOffStep? step, Verdict verdict, WorkflowDefinition definition, CancellationToken cancellationToken)
    {
        if (verdict.Withdrawn)
        {
            return await WithdrawAsync(transaction, issue, step, verdict.Reason, cancellationToken);
        }

        var db = await session.InAsync(transaction);
        var pending = DecideSignOff.Pending(issue);
        var lastWord = pending is not null && step is not null && definition.IsLastWord(pending, step);
        var decision = await DecideAsync(db, issue, step, verdict, lastWord, cancellationToken);
        if (decision.IsRefused)
        {
            return decision.Refusal;
        }

        if (decision.Value.Effect == VerdictEffect.StepStaysOpen)
        {
            // A bare call of the engine's API cannot leave the task open; the issue page records the word and leaves it.
            return Refusals.StepNotAgreedByAll;
        }

        var round = pending!;
        await WriteAsync(db, issue, step!, decision.Value, cancellationToken);
        ended = decision.Value.Effect == VerdictEffect.Returned ? issue.Id : null;
        var lookBack = decision.Value.Effect == VerdictEffect.SignedOff && definition.LooksBack() ? await PlanAsync(db, issue, cancellationToken) : null;
        var next = decision.Value.Effect == VerdictEffect.StepPassed ? await NextAsync(db, issue, round, step!, definition, cancellationToken) : null;
        await outbox.EnqueueAsync(transaction, [.. mails.Decided(issue, round, step!, lookBack?.DueOn, next)], cancellationToken);
        return null;
    }

    /// <summary>Takes the request back at the step where it waits; the workflow goes the way of a refusal.</summary>
    private async Task<Refusal?> WithdrawAsync(NpgsqlTransaction transaction, Issue issue, SignOffStep? step, string? reason, CancellationToken cancellationToken)
    {
        var decision = WithdrawSignOff.Decide(issue, reason, session.Actor);
        if (decision.IsRefused || step is null)
        {
            return decision.Refusal ?? Refusals.NothingToDecide;
        }

        var (db, now, round) = (await session.InAsync(transaction), clock.GetUtcNow(), DecideSignOff.Pending(issue)!);
        var parties = await SignOffParties.ReadAsync(db, issue, session.Actor, clock.Today(), cancellationToken);
        var asked = await StepReaders.OfAsync(db, issue, round, step, parties, clock.Today(), cancellationToken);
        WithdrawSignOff.Apply(issue, decision.Value, session.Actor, now);
        db.Note(issue, decision.Value, session.Actor, now);
        await db.SaveChangesAsync(cancellationToken);
        ended = issue.Id;
        await outbox.EnqueueAsync(transaction, [.. mails.Withdrawn(issue, round, asked)], cancellationToken);
        return null;
    }

    /// <summary>The task the request comes to next, those passed over because they have nobody to ask left out.</summary>
    private async Task<string?> NextAsync(
        LedgerDb db, Issue issue, SignOffRound round, SignOffStep step, WorkflowDefinition definition, CancellationToken cancellationToken)
    {
        var parties = await SignOffParties.ReadAsync(db, issue, session.Actor, clock.Today(), cancellationToken);
        return LifeCycleRoute.Of(definition).After(round, step)
            .FirstOrDefault(task => OpenSignOffStep.Decide(issue, round, LifeCycleRoute.KindOf(task), parties) is null);
    }

    /// <summary>
    /// Records a word after which others are still to be heard at the step: the workflow does not move. Null when the verdict
    /// is of another effect and belongs to <see cref="CloseAsync"/>.
    /// </summary>
    public async Task<Outcome<bool>> RecordIfStaysOpenAsync(LedgerDb db, Issue issue, SignOffStep? step, Verdict verdict, CancellationToken cancellationToken)
    {
        var decision = await DecideAsync(db, issue, step, verdict, lastWord: false, cancellationToken);
        if (decision.IsRefused)
        {
            return decision.Refusal;
        }

        if (decision.Value.Effect != VerdictEffect.StepStaysOpen)
        {
            return false;
        }

        await WriteAsync(db, issue, step!, decision.Value, cancellationToken);
        return true;
    }

    private async Task<Outcome<DecidedStep>> DecideAsync(
        LedgerDb db, Issue issue, SignOffStep? step, Verdict verdict, bool lastWord, CancellationToken cancellationToken)
    {
        var parties = await SignOffParties.ReadAsync(db, issue, session.Actor, clock.Today(), cancellationToken);
        return DecideSignOff.Decide(issue, step, verdict, session.Actor, parties, lastWord);
    }

    private async Task WriteAsync(LedgerDb db, Issue issue, SignOffStep step, DecidedStep decided, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        db.Add(DecideSignOff.Apply(issue, step, decided, session.Actor, now));
        db.Note(issue, decided.What, session.Actor, now);
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<LookBack> PlanAsync(LedgerDb db, Issue issue, CancellationToken cancellationToken)
    {
        var parties = await SignOffParties.ReadAsync(db, issue, session.Actor, clock.Today(), cancellationToken);
        var planned = LookBackOn.Plan(issue, clock.Today(), parties.Settings.LookBackAfterDays, clock.GetUtcNow());
        db.Add(planned);
        await db.SaveChangesAsync(cancellationToken);
        return planned;
    }
}
