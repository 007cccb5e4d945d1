using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElsaRuntime.Definitions;

/// <summary>Parses definitions: nested activities go deeper than the parser's usual limit, but not without end. Duplicate names are refused.</summary>
internal static class DefinitionJson
{
    public static readonly JsonDocumentOptions Options = new() { MaxDepth = 256, AllowDuplicateProperties = false };

    /// <exception cref="JsonException">It is not JSON, or no object.</exception>
    public static JsonObject Parse(string json) =>
        JsonNode.Parse(json, documentOptions: Options) as JsonObject ?? throw new JsonException("A definition is an object.");
}
