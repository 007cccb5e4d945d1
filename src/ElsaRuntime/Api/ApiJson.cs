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

        try
        {
            var body = await JsonNode.ParseAsync(request.Body, null, DefinitionJson.Options, cancellationToken);
            return body as JsonObject ?? throw new BadBodyException();
        }
        catch (JsonException e)
        {
            throw new BadBodyException(e);
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
internal sealed class BadBodyException(Exception? inner = null) : Exception("The body is not a JSON object.", inner)
{
    /// <summary>Turns the exception into the answer, for every endpoint of a group.</summary>
    public static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (BadBodyException)
        {
            return ApiErrors.General(StatusCodes.Status400BadRequest, "InvalidJson");
        }
    }
}
