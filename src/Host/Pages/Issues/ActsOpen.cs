using Ledger.Completing;
using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using Ledger.SigningOff;

namespace Host.Pages.Issues;

/// <summary>
/// Which acts the page offers its reader: asked of the ledger's own rules, so that page and rule cannot drift apart.
/// What is not offered is refused all the same when it is sent.
/// </summary>
/// <param name="Assign">Whether the issue waits for this reader to assign it.</param>
/// <param name="Complete">Ordinals of the measures he may mark done.</param>
/// <param name="Request">Whether he may request sign-off now.</param>
/// <param name="RequestBlockedBy">What must come first, where requesting sign-off is his but cannot be done yet.</param>
/// <param name="Decide">Whether deciding is his; <paramref name="DecideBlockedBy"/> tells why it is not for him this time.</param>
public sealed record ActsOpen(
    bool Assign, IReadOnlySet<int> Complete, bool Request, Refusal? RequestBlockedBy, bool Decide, Refusal? DecideBlockedBy)
{
    /// <summary>Whether there is anything to do beside the measures.</summary>
    public bool Any => Assign || Request || Decide;

    /// <summary>What is open to <paramref name="actor"/> on <paramref name="today"/>.</summary>
    public static ActsOpen To(Actor actor, Issue issue, DateOnly today)
    {
        var request = RequestSignOff.Decide(issue, "…", actor).Refusal;
        var decide = DecideSignOff.Decide(issue, new Verdict(true, null), actor).Refusal;
        return new ActsOpen(
            actor.Role == Role.Office && issue.Status == IssueStatus.Registered,
            issue.Measures.Where(m => !CompleteMeasure.Decide(issue, m.Ordinal, actor, today).IsRefused).Select(m => m.Ordinal).ToHashSet(),
            request is null,
            request is not null && IsOne(request, "MeasuresStillOpen") ? request : null,
            decide is null || IsOne(decide, nameof(Refusals.NobodyDecidesOnHisOwnRequest)),
            decide);
    }

    private static bool IsOne(Refusal refusal, string code) => refusal.Code == code;
}
