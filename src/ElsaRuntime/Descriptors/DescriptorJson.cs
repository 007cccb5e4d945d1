using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElsaRuntime.Descriptors;

/// <summary>Reads the data embedded beside this code.</summary>
internal static class DescriptorJson
{
    // Chinese stays readable and short; the answers are JSON documents, never put into a page.
    public static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Root = "ElsaRuntime.Descriptors.";

    public static IEnumerable<JsonNode> ReadFolder(string folder) =>
        typeof(DescriptorJson).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Root + folder + ".", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Read);

    public static JsonArray ReadList(string name) => (JsonArray)Read(Root + "Lists." + name + ".json");

    private static JsonNode Read(string resource)
    {
        using var stream = typeof(DescriptorJson).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not embedded.");
        return JsonNode.Parse(stream)!;
    }
}
