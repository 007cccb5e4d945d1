using Ledger.Issues;

namespace Ledger.SigningOff;

/// <summary>What a request for sign-off stands on.</summary>
public static class RoundEvidence
{
    /// <summary>
    /// What was handed in with the request, and with earlier ones of the same rectification: who was returned, or took his
    /// request back, need not lay the same files once more, and who decides must see them all the same.
    /// </summary>
    public static IReadOnlyList<Evidence> Of(Issue issue, SignOffRound round)
    {
        var requests = issue.SignOffRounds.Where(r => r.Cycle == round.Cycle && r.Number <= round.Number).Select(r => r.Id).ToHashSet();
        return [.. issue.Evidence.Where(e => e.RoundId is { } request && requests.Contains(request))];
    }
}
