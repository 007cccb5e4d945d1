using System.Globalization;
using System.Resources;

namespace ElsaRuntime.Definitions;

/// <summary>Something in a definition that will not work as drawn.</summary>
/// <param name="Code">Resource key: UnknownActivityType, ExpressionDoesNotParse, ...</param>
/// <param name="Activity">The activity's name, or its id where it has none.</param>
/// <param name="Detail">What the text names besides: a type, a parser's message, a workflow.</param>
public sealed record DefinitionProblem(string Code, string ActivityId, string Activity, string ActivityType, string? Detail = null)
{
    private static readonly ResourceManager Texts = new("ElsaRuntime.Definitions.DefinitionTexts", typeof(DefinitionProblem).Assembly);

    /// <summary>The sentence people read, in Chinese or English.</summary>
    public string In(CultureInfo culture) => Text(Code, culture, Activity, Detail ?? "");

    /// <summary>A sentence of this room by its key, with its arguments; an unknown key reads as itself.</summary>
    internal static string Text(string code, CultureInfo culture, params object[] arguments) =>
        Texts.GetString(code, culture) is { } text ? string.Format(culture, text, arguments) : code;
}
