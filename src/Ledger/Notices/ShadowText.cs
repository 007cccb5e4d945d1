namespace Ledger.Notices;

/// <summary>
/// A copy of a text for matching only: full-width letters, digits and punctuation as their plain forms, all white space as a
/// blank. Character for character as long as the original, so a place found in the copy is the place in the original.
/// </summary>
internal static class ShadowText
{
    private const char FullWidthFirst = '\uFF01';
    private const char FullWidthLast = '\uFF5E';
    private const int FullWidthShift = 0xFEE0;

    public static string Of(string text) =>
        string.Create(text.Length, text, static (copy, original) =>
        {
            for (var at = 0; at < copy.Length; at++)
            {
                copy[at] = Plain(original[at]);
            }
        });

    private static char Plain(char c) => c switch
    {
        '\n' => '\n',
        >= FullWidthFirst and <= FullWidthLast => (char)(c - FullWidthShift),
        '「' or '〝' => '“',
        '」' or '〞' => '”',
        '『' => '‘',
        '』' => '’',
        '︰' or '∶' => ':',
        '﹙' => '(',
        '﹚' => ')',
        '﹪' => '%',
        '｡' => '。',
        '–' or '—' or '―' => '-',
        _ => char.IsWhiteSpace(c) ? ' ' : c,
    };
}
