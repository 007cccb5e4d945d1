using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Acornima.Ast;
using Jint;

namespace ElsaRuntime.Expressions;

/// <summary>A script that was parsed, and the names it mentions.</summary>
/// <param name="NamesAreComplete">Whether the script can reach nothing but what it mentions.</param>
/// <param name="NeedsHardening">Whether it might reach built-ins that can ask for too much memory.</param>
/// <param name="VariableMembers">Names that stand literally after <c>variables.</c>.</param>
internal sealed record PreparedScript(
    Prepared<Script> Script, IReadOnlySet<string> Names, bool NamesAreComplete, bool NeedsHardening, IReadOnlyList<string> VariableMembers);

/// <summary>Keeps parsed scripts by their text.</summary>
internal sealed partial class PreparedScripts
{
    private const int Capacity = 2_000;
    private const int MaximumLength = 200_000;

    private static readonly ScriptPreparationOptions Options = new()
    {
        ParsingOptions = new ScriptParsingOptions { AllowReturnOutsideFunction = true },
    };

    // By these a script reaches what it does not mention.
    private static readonly string[] WaysAround =
    [
        "globalThis", "this", "eval", "Function", "constructor", "Reflect", "with",
        "getOwnPropertyDescriptor", "getOwnPropertyDescriptors", "getPrototypeOf", "setPrototypeOf", "__proto__", "__lookupGetter__",
    ];

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

    /// <exception cref="ScriptPreparationException">The script does not parse.</exception>
    /// <exception cref="NotSupportedException">It is too long, or uses what no script has.</exception>
    public static PreparedScript Prepare(string text)
    {
        if (text.Length > MaximumLength)
        {
            throw new NotSupportedException("The script is too long.");
        }

        var script = Engine.PrepareScript(text, options: Options);
        if (script.Program!.DescendantNodes().Any(node => node is BigIntLiteral))
        {
            // One multiplication of large ones takes minutes, and nothing can interrupt it.
            throw new NotSupportedException("BigInt is not available.");
        }

        var names = Words().Matches(text).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);

        var complete = !names.Overlaps(WaysAround) && !text.Contains('\\', StringComparison.Ordinal) && !MakesUpNames(script.Program!);
        var members = VariableMember().Matches(text).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal).ToList();
        return new PreparedScript(script, names, complete, !complete || Repeats(script.Program!) || names.Overlaps(ScriptHardening.Names), members);
    }

    // A member named by something else than a literal may be any member.
    private static bool MakesUpNames(Script program) => program.DescendantNodes().Any(node => node switch
    {
        MemberExpression { Computed: true, Property: not Literal } => true,
        Property { Computed: true, Key: not Literal } => true,
        _ => false,
    });

    // Only by doing something again and again does a short text become a long one without a built-in's help.
    private static bool Repeats(Script program) => program.DescendantNodes().Any(node => node is IFunction or ForStatement or ForInStatement
        or ForOfStatement or WhileStatement or DoWhileStatement);

    [GeneratedRegex(@"[\p{L}_$][\p{L}\p{Nd}_$]*")]
    private static partial Regex Words();

    [GeneratedRegex(@"variables\.(\w+)")]
    private static partial Regex VariableMember();
}
