using System.Text.RegularExpressions;

namespace ElsaRuntime.Expressions;

/// <summary>How Elsa makes names of functions from the names of variables, inputs and activities.</summary>
internal static partial class ScriptNames
{
    /// <summary>Only a name of letters and digits has functions of its own and a place in <c>variables</c>.</summary>
    public static bool HasAccessors(string name) => name.Length > 0 && name.All(char.IsLetterOrDigit);

    /// <summary>"My Task" and "my-task" as "MyTask". Only Latin letters are raised; what stands before others stays.</summary>
    public static string Pascal(string name) => WordStart().Replace(name, match => match.Groups[1].Value.ToUpperInvariant());

    /// <summary>As <see cref="Pascal"/>, with a small letter first.</summary>
    public static string Camel(string name) => Pascal(name) is { Length: > 0 } pascal ? char.ToLowerInvariant(pascal[0]) + pascal[1..] : "";

    [GeneratedRegex("(?:[ _-]+|^)([a-zA-Z])")]
    private static partial Regex WordStart();
}
