namespace Ledger.Issues;

/// <summary>What an issue is called: its heading, or, where the source has lost it, how its text begins.</summary>
public static class IssueTitle
{
    private const int Longest = 40;

    private const string First = "一是";

    /// <summary>For a list: the heading whole; else the first clause of <paramref name="text"/>, cut with “……”.</summary>
    public static string Of(string? heading, string text)
    {
        if (!string.IsNullOrWhiteSpace(heading))
        {
            return heading;
        }

        var clause = Opening(text, '。', ';', '；');
        return clause.Length <= Longest ? clause : string.Concat(clause.AsSpan(0, Longest), "……");
    }

    /// <summary>
    /// For an official paper, which quotes whole and ends nothing with dots: the heading; else the first sentence of
    /// <paramref name="text"/>, or its first point where it counts points. Without the full stop.
    /// </summary>
    public static string Whole(string? heading, string text) =>
        !string.IsNullOrWhiteSpace(heading) ? heading.TrimEnd('。')
        : text.TrimStart().StartsWith(First, StringComparison.Ordinal) ? Opening(text, '。', ';', '；')
        : Opening(text, '。');

    private static string Opening(string text, params ReadOnlySpan<char> ends)
    {
        var start = text.AsSpan().Trim();
        if (start.StartsWith(First, StringComparison.Ordinal))
        {
            start = start[First.Length..];
        }

        var end = start.IndexOfAny(ends);
        return (end > 0 ? start[..end] : start).ToString();
    }
}
