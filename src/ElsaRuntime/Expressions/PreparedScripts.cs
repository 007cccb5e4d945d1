using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Acornima.Ast;
using Jint;

namespace ElsaRuntime.Expressions;

/// <summary>A script that was parsed, and the names it mentions.</summary>
internal sealed record PreparedScript(Prepared<Script> Script, IReadOnlySet<string> Names, bool NamesAreComplete, IReadOnlyList<string> VariableMembers);

/// <summary>Keeps parsed scripts by their text.</summary>
internal sealed partial class PreparedScripts
{
    private const int Capacity = 2_000;

    private static readonly ScriptPreparationOptions Options = new()
    {
        ParsingOptions = new ScriptParsingOptions { AllowReturnOutsideFunction = true },
    };

    private readonly ConcurrentDictionary<string, PreparedScript> byText = new(StringComparer.Ordinal);

    /// <exception cref="ScriptPreparationException">The script does not parse.</exception>
    public PreparedScript Get(string text)
    {
        if (byText.TryGetValue(text, out var known))
        {
            return known;
        }

        if (byText.Count >= Capacity)
        {
            byText.Clear();
        }

        return byText[text] = Prepare(text);
    }

    private static PreparedScript Prepare(string text)
    {
        var script = Engine.PrepareScript(text, options: Options);
        var names = Words().Matches(text).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);

        // A script that can make up names, or hides them behind escapes, gets everything.
        var complete = !names.Overlaps(["globalThis", "this", "eval", "Function", "constructor"]) && !text.Contains('\\', StringComparison.Ordinal);
        var members = VariableMember().Matches(text).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal).ToList();
        return new PreparedScript(script, names, complete, members);
    }

    [GeneratedRegex(@"[\p{L}_$][\p{L}\p{Nd}_$]*")]
    private static partial Regex Words();

    [GeneratedRegex(@"variables\.(\w+)")]
    private static partial Regex VariableMember();
}
