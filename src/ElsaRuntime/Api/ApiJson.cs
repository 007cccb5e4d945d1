using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElsaRuntime.Definitions;
using Microsoft.AspNetCore.Http;

namespace ElsaRuntime.Api;

/// <summary>Reads and writes the API's JSON.</summary>
internal static class ApiJson
{
    /// <summary>Elsa's way: camel case, no nulls, Chinese readable.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 256,
    };

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Answers with a JSON document.</summary>
    public static IResult Ok(JsonNode json, int status = StatusCodes.Status200OK) => new Body(json, status);

    /// <summary>Answers with an object written by the API's rules.</summary>
    public static IResult Ok<T>(T value) => TypedResults.Json(value, Options);

    /// <summary>
    /// Reads the request's body as a JSON object. An absent or empty body counts as an empty object.
    /// </summary>
    /// <exception cref="BadBodyException">It is not JSON, or no object.</exception>
    public static async Task<JsonObject> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength == 0 || !request.HasJsonContentType())
        {
            return [];
        }

        using var text = new MemoryStream();
        await request.Body.CopyToAsync(text, cancellationToken);
        var bytes = text.GetBuffer().AsSpan(0, (int)text.Length);
        try
        {
            var body = JsonNode.Parse(bytes, null, DefinitionJson.Options);
            RefuseHalfCharacters(bytes);
            return body as JsonObject ?? throw new BadBodyException();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new BadBodyException(e);
        }
    }

    // Half a surrogate pair passes the parser and fails wherever the text is first read.
    private static void RefuseHalfCharacters(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf("\\ud"u8) < 0 && bytes.IndexOf("\\uD"u8) < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = DefinitionJson.Options.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                reader.GetString();
            }
        }
    }

    /// <summary>A property by its name, whatever its case, as Elsa reads requests.</summary>
    public static JsonNode? Find(this JsonObject body, string name)
    {
        if (body.TryGetPropertyValue(name, out var exact))
        {
            return exact;
        }

        foreach (var (key, value) in body)
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>A text property; null where there is none.</summary>
    public static string? Text(this JsonObject body, string name) => Model.Json.Text(body.Find(name));

    /// <summary>A list of texts; empty where there is none.</summary>
    public static IReadOnlyList<string> Texts(this JsonObject body, string name) =>
        body.Find(name) is JsonArray items ? [.. items.Select(Model.Json.Text).OfType<string>()] : [];

    public static bool? Flag(this JsonObject body, string name) => body.Find(name)?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static int? Number(this JsonObject body, string name) => Model.Json.Number(body.Find(name));

    private sealed class Body(JsonNode json, int status) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = status >= StatusCodes.Status400BadRequest && json is JsonObject problem && problem.ContainsKey("statusCode")
                ? "application/problem+json"
                : "application/json";
            await using (var writer = new Utf8JsonWriter(response.BodyWriter, Writing))
            {
                json.WriteTo(writer);
            }

            await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
        }
    }
}

/// <summary>The request's body is not the JSON object it has to be; answered with 400.</summary>
internal sealed class BadBodyException(Exception? inner = null) : Exception("The body is not a JSON object.", inner);
