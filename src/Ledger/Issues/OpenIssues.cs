namespace Ledger.Issues;

/// <summary>
/// What "open" means, in one place: given to a unit and not signed off. An issue under verification is open as well: until the
/// last word is spoken its unit reports, its deadlines run and the meeting may call it.
/// </summary>
public static class OpenIssues
{
    private static readonly IssueStatus[] Statuses = [.. Enum.GetValues<IssueStatus>().Where(IsOpen)];

    /// <summary>The statuses as stored, for statements written by hand: <c>status = any({Names})</c>.</summary>
    internal static string[] Names { get; } = [.. Statuses.Select(status => status.ToString())];

    /// <summary>Whether an issue that stands so is open.</summary>
    public static bool IsOpen(this IssueStatus status) => status is IssueStatus.InProgress or IssueStatus.Verifying;

    /// <summary>The open ones.</summary>
    public static IQueryable<Issue> Open(this IQueryable<Issue> issues) => issues.Where(issue => Statuses.Contains(issue.Status));
}
