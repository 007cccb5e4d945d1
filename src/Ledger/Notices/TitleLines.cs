namespace Ledger.Notices;

/// <summary>Which lines, by index, are the title; with no title <paramref name="Last"/> is -1 and nothing stands before it.</summary>
internal readonly record struct TitleLines(int First, int Last, string? Text)
{
    /// <summary>A title further down than this is a mention of one.</summary>
    private const int LinesToLookAt = 30;

    public static TitleLines Of(IReadOnlyList<LineReading> lines)
    {
        for (var i = 0; i < lines.Count && i < LinesToLookAt && !lines[i].OpensIssue; i++)
        {
            if (LineWords.ReadsAsTitle(lines[i].Line.Shadow))
            {
                return At(lines, i);
            }
        }

        return new TitleLines(0, -1, null);
    }

    private static TitleLines At(IReadOnlyList<LineReading> lines, int i)
    {
        var title = lines[i].Line;
        var twoLines = i > 0
            && title.Shadow.StartsWith("关于", StringComparison.Ordinal)
            && LineWords.ReadsAsBody(lines[i - 1].Line.Shadow);
        return twoLines
            ? new TitleLines(i - 1, i, lines[i - 1].Line.Text + title.Text)
            : new TitleLines(i, i, title.Text);
    }
}
