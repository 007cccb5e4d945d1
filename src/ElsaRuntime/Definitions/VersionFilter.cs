using System.Globalization;

namespace ElsaRuntime.Definitions;

/// <summary>Elsa's version options as a condition on <c>elsa.workflow_definition</c>.</summary>
internal static class VersionFilter
{
    /// <summary>Takes the options' word as parameter <c>$1</c> and the version number as <c>$2</c>.</summary>
    public const string Sql = """
        case $1
            when '' then true
            when 'allversions' then true
            when 'all' then true
            when '0' then true
            when 'latest' then is_latest
            when 'published' then is_published
            when 'draft' then not is_published
            when 'latestorpublished' then is_latest or is_published
            when 'latestandpublished' then is_latest and is_published
            else version = $2 end
        """;

#pragma warning disable CA1308 // compared with the lower-case words above
    public static string Word(string? options) => options?.Trim().ToLowerInvariant() ?? "";
#pragma warning restore CA1308

    /// <summary>The version asked for by number, or one that does not exist.</summary>
    public static int Number(string? options) =>
        int.TryParse(options, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
