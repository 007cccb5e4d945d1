using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ledger.Notices;

/// <summary>Reads the JSON of a <see cref="DemoRoster"/>: nothing may be missing, nothing unknown, nothing twice.</summary>
public static class DemoRosterFile
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <exception cref="FormatException">The file is no such roster; the message names the place in it.</exception>
    public static DemoRoster Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var roster = JsonSerializer.Deserialize<DemoRoster>(utf8, Strict) ?? throw new FormatException("The demo roster is null.");
            return roster.Invented ? roster : throw new FormatException("The demo roster does not say that it is invented: $.invented must be true.");
        }
        catch (JsonException flaw)
        {
            throw new FormatException($"The demo roster cannot be read at {flaw.Path}, line {flaw.LineNumber + 1}: {flaw.Message}", flaw);
        }
    }
}
