using Ledger.Working;

namespace Host.Feeds;

/// <summary>Where a thing to do is done.</summary>
public static class WorkLinks
{
    /// <summary>The path of the page; what has no page of its own leads to its issue.</summary>
    public static string Of(WorkItem item) => item.Kind switch
    {
        MeasuresDue.Kind => FormattableString.Invariant($"/issues/{item.IssueId}#measure-{item.Part}"),
        ExtensionsToDecide.Kind => $"/issues/{item.IssueId}#extension-{item.SubjectId}",
        ReportsOwed.Kind => $"/supervision/{item.SubjectId}/{item.IssueId}",
        LettersOwed.ToSign or LettersOwed.ToAnswer or LettersOwed.ToApprove or LettersOwed.ToSend or LettersOwed.ToClose => $"/letters/{item.SubjectId}",
        DecisionsOwned.Kind => FormattableString.Invariant($"/scheduling/{item.SubjectId}#decision-{item.Part}"),
        _ => $"/issues/{item.IssueId}",
    };
}
