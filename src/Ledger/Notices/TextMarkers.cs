using System.Text.RegularExpressions;

namespace Ledger.Notices;

/// <summary>The words that open an issue's rectification text: 整改情况：, 整改落实情况：, 整改进展：, 整改措施及成效.</summary>
internal readonly record struct TextMarker(string Words, int Length);

/// <summary>Reads such words at a place in a line.</summary>
internal static partial class TextMarkers
{
    /// <summary>The marker at <paramref name="at"/> in <paramref name="shadow"/> with the punctuation after it.</summary>
    public static TextMarker? At(string shadow, int at)
    {
        if (at >= shadow.Length || shadow[at] is not ('整' or '落' or '进' or '完' or '主' or '【' or '[' or '('))
        {
            return null;
        }

        var match = Pattern().Match(shadow, at);
        return match.Success ? new TextMarker(match.Groups["words"].Value, match.Length) : null;
    }

    private const string Stand = "(?:落实|进展|完成|推进|工作)";
    private const string Thing = "(?:情况|进展|措施|成效|结果|效果)";

    [GeneratedRegex(
        @"\G[【\[(]?(?<words>主要整改" + Stand + "?" + Thing + "|整改" + Stand + "{0,2}" + Thing
        + "(?:(?:及|和|与|、)(?:整改)?" + Stand + "?" + Thing + ")?|(?:落实|进展|完成)情况)"
        + @"[】\])]?(?:\([^()]{1,12}\))?(?: {0,4}[:。,-] {0,4}| {1,8}|$|(?=一是))",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
