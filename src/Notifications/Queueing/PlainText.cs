namespace Notifications.Queueing;

internal static class PlainText
{
    /// <summary>The text on one line: every control character or line separator becomes a blank, ends are trimmed, at most <paramref name="max"/> characters.</summary>
    public static string OneLine(string text, int max)
    {
        var line = string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < source.Length; i++)
                span[i] = char.IsControl(source[i]) || source[i] is '\u2028' or '\u2029' ? ' ' : source[i];
        }).Trim();
        if (line.Length <= max)
            return line;
        return line[..(char.IsHighSurrogate(line[max - 1]) ? max - 1 : max)];
    }
}
