namespace Ledger.Issues;

/// <summary>What an issue is called in a list: its heading, or, where the source has lost it, how its text begins.</summary>
public static class IssueTitle
{
    private const int Longest = 40;

    /// <summary>The heading whole; else the first clause of <paramref name="text"/>, cut with “……”.</summary>
    public static string Of(string? heading, string text)
    {
        if (!string.IsNullOrWhiteSpace(heading))
        {
            return heading;
        }

        var start = text.TrimStart();
        if (start.StartsWith("一是", StringComparison.Ordinal))
        {
            start = start[2..];
        }

        var end = start.IndexOfAny(['。', ';', '；']);
        var clause = end > 0 ? start[..end] : start;
        return clause.Length <= Longest ? clause : string.Concat(clause.AsSpan(0, Longest), "……");
    }
}
