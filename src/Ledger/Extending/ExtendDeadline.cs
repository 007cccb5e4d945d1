using Ledger.Completing;
using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using Ledger.SigningOff;
using static Ledger.Refusals.Refusals;

namespace Ledger.Extending;

/// <summary>The rules of an extension: asked with a reason, at most so often, approved by the office and then by the leaders.</summary>
public static class ExtendDeadline
{
    /// <summary>Whether <paramref name="actor"/> may ask to move the measure's deadline to <paramref name="newDeadline"/>.</summary>
    public static Outcome<ExtensionAsked> Ask(Issue issue, int ordinal, DateOnly? newDeadline, string? reason, Actor actor, SignOffSettings settings)
    {
        if (!CompleteMeasure.SpeaksFor(issue, actor))
        {
            return OnlyTheLeadUnit;
        }

        if (issue.Status != IssueStatus.InProgress)
        {
            return NotInProgress;
        }

        if (issue.Measures.SingleOrDefault(m => m.Ordinal == ordinal) is not { Deadline: { } old } measure || measure.DeadlineKind == DeadlineKind.LongTerm)
        {
            return MeasureUnknown;
        }

        var earlier = issue.Extensions.Where(e => e.MeasureId == measure.Id).ToList();
        return measure.Status == MeasureStatus.Done ? MeasureAlreadyDone
            : earlier.Exists(e => e.IsPending) ? ExtensionAlreadyAsked
            : earlier.Count(e => e.Outcome == ExtensionOutcome.Granted) >= settings.ExtensionsPerMeasure ? ExtensionsUsedUp(settings.ExtensionsPerMeasure)
            : newDeadline is not { } wanted || wanted <= old ? NewDeadlineNotLater
            : string.IsNullOrWhiteSpace(reason) ? ExtensionNeedsAReason
            : new ExtensionAsked(ordinal, earlier.Count + 1, old, wanted, reason.Trim());
    }

    /// <summary>Whether <paramref name="actor"/> may decide on <paramref name="request"/> at the level it waits at.</summary>
    public static Outcome<ExtensionDecided> Decide(
        Issue issue, ExtensionRequest? request, bool granted, string? opinion, Actor actor, SignOffParties parties)
    {
        if (request is null)
        {
            return NothingToDecide;
        }

        if (!request.IsPending)
        {
            return ExtensionDecidedBy(request.SecondByName ?? request.FirstByName!);
        }

        if (request.AppliedBy == actor.Id || (actor.PersonId is { } own && own == request.AppliedByPersonId))
        {
            return NobodyDecidesOnHisOwnRequest;
        }

        var standing = Standing(issue, request, actor, parties);
        if (standing.IsRefused)
        {
            return standing.Refusal;
        }

        if (!granted && string.IsNullOrWhiteSpace(opinion))
        {
            return RefusedExtensionNeedsAReason;
        }

        var measure = issue.Measures.Single(m => m.Id == request.MeasureId);
        var outcome = !granted ? ExtensionOutcome.Refused
            : request.Outcome == ExtensionOutcome.AtTheOffice ? ExtensionOutcome.AtTheLeaders
            : ExtensionOutcome.Granted;
        return new ExtensionDecided(
            measure.Ordinal, request.Number, request.OldDeadline, request.NewDeadline, outcome,
            string.IsNullOrWhiteSpace(opinion) ? null : opinion.Trim(), standing.Value.ForName);
    }

    /// <summary>The request as a row.</summary>
    public static ExtensionRequest Apply(Issue issue, ExtensionAsked asked, Actor actor, DateTimeOffset now)
    {
        var request = new ExtensionRequest
        {
            Id = Guid.CreateVersion7(now),
            IssueId = issue.Id,
            MeasureId = issue.Measures.Single(m => m.Ordinal == asked.Ordinal).Id,
            Number = asked.Number,
            OldDeadline = asked.From,
            NewDeadline = asked.To,
            Reason = asked.Reason,
            AppliedBy = actor.Id,
            AppliedByName = actor.Name,
            AppliedByPersonId = actor.PersonId,
            AppliedAt = now,
        };
        issue.Extensions.Add(request);
        return request;
    }

    /// <summary>Writes the decision; granted at the second level, it moves the measure's deadline.</summary>
    public static void Apply(Issue issue, ExtensionRequest request, ExtensionDecided decided, Actor actor, DateTimeOffset now)
    {
        if (request.Outcome == ExtensionOutcome.AtTheOffice)
        {
            (request.FirstBy, request.FirstByName, request.FirstByPersonId, request.FirstAt) = (actor.Id, actor.Name, actor.PersonId, now);
        }
        else
        {
            (request.SecondBy, request.SecondByName, request.SecondAt) = (actor.Id, actor.Name, now);
        }

        (request.Outcome, request.Opinion) = (decided.Outcome, decided.Opinion);
        if (decided.Outcome == ExtensionOutcome.Granted)
        {
            issue.Measures.Single(m => m.Id == request.MeasureId).Deadline = request.NewDeadline;
        }
    }

    private static Outcome<Capacity> Standing(Issue issue, ExtensionRequest request, Actor actor, SignOffParties parties)
    {
        if (request.Outcome == ExtensionOutcome.AtTheOffice)
        {
            return actor.Role == Role.Office ? new Capacity(actor.PersonId, null) : OnlyTheOffice;
        }

        if (request.FirstBy == actor.Id || (actor.PersonId is { } own && own == request.FirstByPersonId))
        {
            return AlreadySpokenInThisRound;
        }

        var toLeaders = parties.Settings.ExtensionsApprovedBy == ExtensionApprover.LeadLeader;
        var asked = Capacity.Asked(issue, toLeaders ? SignOffStepKind.Agree : SignOffStepKind.Approve, parties);
        if (actor.PersonId is { } person && asked.Contains(person))
        {
            return new Capacity(person, null);
        }

        return parties.Principals.FirstOrDefault(p => asked.Contains(p.PersonId) && p.PersonId != request.AppliedByPersonId && p.PersonId != request.FirstByPersonId) is { } principal
            ? new Capacity(principal.PersonId, principal.Name)
            : toLeaders ? OnlyTheLeadLeaders : OnlyTheLeadingGroup;
    }
}
