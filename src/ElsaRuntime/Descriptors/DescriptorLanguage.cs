using System.Globalization;
using System.Text.Json.Nodes;

namespace ElsaRuntime.Descriptors;

/// <summary>The two languages descriptors are written in, under their keys in the embedded data.</summary>
internal static class DescriptorLanguage
{
    public const string Chinese = "zh";
    public const string English = "en";

    public static IReadOnlyList<string> All { get; } = [Chinese, English];

    /// <summary>The request's language; Chinese unless it is English.</summary>
    public static string Current =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == English ? English : Chinese;

    /// <summary>The text at a position of the entry's name-and-description pair; null where there is none.</summary>
    public static string? TextOf(JsonObject entry, string language, int position) =>
        entry[language] is JsonArray texts && texts.Count > position && texts[position]!.GetValue<string>() is { Length: > 0 } text ? text : null;
}
