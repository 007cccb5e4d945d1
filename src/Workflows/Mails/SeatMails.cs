using Ledger.Extending;
using Ledger.History;
using Ledger.Issues;
using Ledger.OwnSteps;
using Ledger.Rounds;
using Ledger.SigningOff;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;
using Notifications.Queueing;

namespace Workflows.Mails;

/// <summary>
/// Tells whoever comes to sit in a seat (head of a unit, lead leader, leading group), or to sign for one who does, what already
/// waits there. The mails are those of the step under the keys of the step, so that who has been told is not told again.
/// </summary>
public sealed class SeatMails(SignOffMails signOff, ExtensionMails extensions, OwnStepMails ownSteps)
{
    /// <summary>Mails about everything that waits today for one of <paramref name="seated"/>.</summary>
    public async Task<IReadOnlyList<OutgoingMail>> WaitingAsync(LedgerDb db, IReadOnlyCollection<Guid> seated, DateOnly today, CancellationToken cancellationToken)
    {
        var mails = new List<OutgoingMail>();
        foreach (var issue in seated.Count == 0 ? [] : await WaitingForAsync(db, seated, cancellationToken))
        {
            var parties = await SignOffParties.ReadAsync(db, issue, Actor.System, today, cancellationToken);
            if (DecideSignOff.Pending(issue) is { } round)
            {
                foreach (var step in round.Steps.Where(s => s.Outcome == StepOutcome.Open && Capacity.Asked(issue, s.Kind, parties).Overlaps(seated)))
                {
                    mails.AddRange(await signOff.AskedAsync(db, issue, round, step, parties, today, cancellationToken));
                }
            }

            foreach (var request in issue.Extensions.Where(e => e.Outcome == ExtensionOutcome.AtTheLeaders))
            {
                mails.AddRange(await extensions.AskedAsync(db, issue, request, parties, today, cancellationToken));
            }

            foreach (var step in issue.OwnSteps.Where(s => s.Outcome == OwnStepOutcome.Open && DecideOwnStep.Persons(issue, s.Party, parties).Overlaps(seated)))
            {
                mails.AddRange(await ownSteps.AskedAsync(db, issue, step, parties, today, cancellationToken));
            }
        }

        return mails;
    }

    /// <summary>Issues with a request or a step of the office's own under way that one of <paramref name="seated"/> has to do with.</summary>
    private static Task<List<Issue>> WaitingForAsync(LedgerDb db, IReadOnlyCollection<Guid> seated, CancellationToken cancellationToken) =>
        db.Issues.AsNoTracking().AsSplitQuery()
            .Where(i => i.SignOffRounds.Any(r => r.Outcome == SignOffOutcome.Pending) || i.Extensions.Any(e => e.Outcome == ExtensionOutcome.AtTheLeaders)
                || i.OwnSteps.Any(s => s.Outcome == OwnStepOutcome.Open))
            .Where(i => (i.LeadUnit!.HeadId != null && seated.Contains(i.LeadUnit.HeadId.Value))
                || i.LeadLeaders.Any(l => seated.Contains(l.PersonId))
                || db.Set<LeadingGroupMember>().Any(m => m.RoundId == i.RoundId && m.Role != LeadingGroupRole.Member
                    && m.PersonId != null && seated.Contains(m.PersonId.Value)))
            .Include(i => i.LeadUnit)
            .Include(i => i.LeadLeaders)
            .Include(i => i.SignOffRounds).ThenInclude(r => r.Steps).ThenInclude(s => s.Decisions)
            .Include(i => i.Evidence)
            .Include(i => i.Extensions)
            .Include(i => i.OwnSteps.Where(s => s.Outcome == OwnStepOutcome.Open))
            .OrderBy(i => i.Number)
            .ToListAsync(cancellationToken);
}
