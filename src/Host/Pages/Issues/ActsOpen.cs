using Ledger.Accepting;
using Ledger.Completing;
using Ledger.Extending;
using Ledger.History;
using Ledger.Issues;
using Ledger.LookingBack;
using Ledger.OwnSteps;
using Ledger.Refusals;
using Ledger.SigningOff;
using Workflows.LifeCycle;

namespace Host.Pages.Issues;

/// <summary>An open step of the office's own, as one reader sees it.</summary>
/// <param name="Party">Who is asked as things stand.</param>
/// <param name="For">Name of the one in whose place the reader would decide.</param>
public sealed record OpenOwnStep(OwnStep Step, StepParty Party, bool MayDecide, string? For);

/// <summary>
/// Which acts the page offers its reader: asked of the ledger's own rules, so that page and rule cannot drift apart.
/// What is not offered is refused all the same when it is sent.
/// </summary>
public sealed record ActsOpen
{
    /// <summary>Whether the issue waits for this reader to assign it.</summary>
    public required bool Assign { get; init; }

    /// <summary>Whether it waits for him to sign for it.</summary>
    public required bool Accept { get; init; }

    /// <summary>Ordinals of the measures he may mark done.</summary>
    public required IReadOnlySet<int> Complete { get; init; }

    /// <summary>Ordinals of the measures he may lay evidence to.</summary>
    public required IReadOnlySet<int> Prove { get; init; }

    /// <summary>Ordinals of the measures whose deadline he may ask to move.</summary>
    public required IReadOnlySet<int> Extend { get; init; }

    /// <summary>Whether he may request sign-off now.</summary>
    public required bool Request { get; init; }

    /// <summary>What must come first, where requesting sign-off is his but cannot be done yet.</summary>
    public required Refusal? RequestBlockedBy { get; init; }

    /// <summary>Whether he may take the pending request back.</summary>
    public required bool Withdraw { get; init; }

    /// <summary>The step of the pending request that waits, whoever is asked.</summary>
    public required SignOffStep? Step { get; init; }

    /// <summary>Whether deciding at it is his; <see cref="DecideBlockedBy"/> tells why it is not for him this time.</summary>
    public required bool Decide { get; init; }

    public required Refusal? DecideBlockedBy { get; init; }

    /// <summary>Whether he has spoken at the step himself, and it waits for others.</summary>
    public required bool Heard { get; init; }

    /// <summary>Whether he, as the office, has to see to it that somebody can approve: nobody in the leading group could.</summary>
    public required bool NobodyApproves { get; init; }

    /// <summary>Name of the one in whose place he would decide.</summary>
    public required string? For { get; init; }

    /// <summary>Whether he may ask for a check on site and put one on record.</summary>
    public required bool CheckSite { get; init; }

    /// <summary>Extension requests that wait for his word.</summary>
    public required IReadOnlyList<ExtensionRequest> Extensions { get; init; }

    /// <summary>Whether he may begin the look-back before its day.</summary>
    public required bool BeginLookBack { get; init; }

    /// <summary>Whether a look-back waits for him.</summary>
    public required bool LookBack { get; init; }

    /// <summary>Steps the office has drawn itself, outside a sign-off, that wait: for whom, and whether that is he.</summary>
    public required IReadOnlyList<OpenOwnStep> OwnSteps { get; init; }

    /// <summary>Whether there is anything to do at the open step of the workflow.</summary>
    public bool AtStep => Decide || LookBack || OwnSteps.Any(s => s.MayDecide);

    /// <summary>Whether there is anything to do beside the measures.</summary>
    public bool Any => Assign || Accept || Request || Withdraw || AtStep || Heard || NobodyApproves || BeginLookBack || Extensions.Count > 0;

    /// <summary>What is open to <paramref name="actor"/> on <paramref name="today"/>.</summary>
    /// <param name="tasks">The tasks the workflow waits for.</param>
    public static ActsOpen To(Actor actor, Issue issue, SignOffParties parties, IReadOnlyList<string> tasks, DateOnly today)
    {
        var request = RequestSignOff.Decide(issue, "…", actor, parties.Settings).Refusal;
        var step = DecideSignOff.OpenStep(issue);
        var heard = step?.Decisions.Any(d => d.ActorId == actor.Id) == true;
        var decide = DecideSignOff.Decide(issue, step, new Verdict(true), actor, parties, lastWord: false);
        return new ActsOpen
        {
            Assign = actor.Role == Role.Office && issue.Status == IssueStatus.Registered,
            Accept = tasks.Contains(LifeCycleNames.AcceptIssue) && !AcceptIssue.Decide(issue, actor).IsRefused,
            Complete = Ordinals(issue, m => !CompleteMeasure.Decide(issue, m.Ordinal, actor, today).IsRefused),
            Prove = Ordinals(issue, m => !GatherEvidence.Add(issue, m.Ordinal, actor).IsRefused),
            Extend = Ordinals(issue, m => !ExtendDeadline.Ask(issue, m.Ordinal, DateOnly.MaxValue, "…", actor, parties.Settings).IsRefused),
            Request = request is null,
            RequestBlockedBy = IsOne(request, "MeasuresStillOpen", "MeasureWithoutEvidence") ? request : null,
            Withdraw = !WithdrawSignOff.Decide(issue, "…", actor).IsRefused,
            Step = step,
            Heard = heard && decide.IsRefused,
            Decide = step is not null && (!decide.IsRefused || (!heard && IsOne(
                decide.Refusal, nameof(Refusals.NobodyDecidesOnHisOwnRequest), nameof(Refusals.AlreadySpokenInThisRound),
                nameof(Refusals.SiteCheckStillOpen), nameof(Refusals.SiteCheckNeeded)))),
            DecideBlockedBy = decide.Refusal,
            NobodyApproves = actor.Role == Role.Office && step?.Kind == SignOffStepKind.Approve
                && !Capacity.StillAsked(issue, DecideSignOff.Pending(issue)!, SignOffStepKind.Approve, parties).Any(),
            For = decide.IsRefused ? null : decide.Value.Capacity.ForName,
            CheckSite = step?.Kind == SignOffStepKind.Verify && !Ledger.SigningOff.CheckSite.Ask(issue, "…", actor).IsRefused,
            Extensions = [.. issue.Extensions.Where(e => !ExtendDeadline.Decide(issue, e, true, null, actor, parties).IsRefused)],
            BeginLookBack = !LookBackOn.Begin(issue, actor).IsRefused,
            LookBack = actor.Role == Role.Office && LookBackOn.Pending(issue) is { OpenedAt: not null },
            OwnSteps = [.. issue.OwnSteps.Where(s => s.Outcome == OwnStepOutcome.Open).Select(s =>
            {
                var capacity = DecideOwnStep.MayDecide(issue, s, actor, parties);
                return new OpenOwnStep(s, DecideOwnStep.Asked(issue, s.Party, parties), !capacity.IsRefused, capacity.IsRefused ? null : capacity.Value.ForName);
            })],
        };
    }

    private static HashSet<int> Ordinals(Issue issue, Func<Measure, bool> may) => issue.Measures.Where(may).Select(m => m.Ordinal).ToHashSet();

    private static bool IsOne(Refusal? refusal, params ReadOnlySpan<string> codes) => refusal is not null && codes.Contains(refusal.Code);
}
