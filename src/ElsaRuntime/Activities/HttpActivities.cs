using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElsaRuntime.Flow;
using ElsaRuntime.Http;
using ElsaRuntime.Model;
using ElsaRuntime.State;
using ElsaRuntime.Values;

namespace ElsaRuntime.Activities;

/// <summary>Sends a request and runs the child set for the answer's status.</summary>
internal sealed class SendHttpRequest(HttpSender http) : Activity
{
    public override IReadOnlyList<InputSpec> Inputs => HttpExchange.Inputs;

    public override IReadOnlyList<string> Outputs => HttpExchange.Outputs;

    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var answer = await HttpExchange.SendAsync(http, context);
        await context.ScheduleAsync(answer switch
        {
            { IsTimeout: true } => context.Node.ChildAt("timeout"),
            { Status: null } => context.Node.ChildAt("failedToConnect"),
            _ => ExpectedChild(context.Node, answer.Status.Value) ?? context.Node.ChildAt("unmatchedStatusCode"),
        });
    }

    public override ValueTask ChildCompletedAsync(ActivityContext context, ActivityRun child, IReadOnlyList<string>? outcomes, int? tag) =>
        context.CompleteAsync();

    // [{statusCode, activity}, ...]: the activities are children, found again by their ids.
    private static ActivityNode? ExpectedChild(ActivityNode node, int status)
    {
        var item = Json.Objects(node.Source["expectedStatusCodes"]).FirstOrDefault(c => Json.Number(c["statusCode"]) == status);
        var id = Json.Text((item?["activity"] as JsonObject)?["id"]);
        return id is null ? null : node.Children.Find(child => child.Id == id);
    }
}

/// <summary>Sends a request and leaves by the answer's status.</summary>
internal sealed class FlowSendHttpRequest(HttpSender http) : Activity
{
    public override IReadOnlyList<InputSpec> Inputs { get; } =
        [new("ExpectedStatusCodes", new ElsaType(ValueKind.List, ElsaType.Integer)), .. HttpExchange.Inputs];

    public override IReadOnlyList<string> Outputs => HttpExchange.Outputs;

    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var answer = await HttpExchange.SendAsync(http, context);
        await context.CompleteAsync(Outcomes(answer, context.Input("ExpectedStatusCodes") as JsonArray ?? []));
    }

    private static IReadOnlyList<string> Outcomes(HttpAnswer answer, JsonArray expected)
    {
        if (answer.IsTimeout)
        {
            return ["Timeout"];
        }

        if (answer.Status is not { } status)
        {
            return ["Failed to connect"];
        }

        if (expected.Count == 0)
        {
            return ["Done"];
        }

        var isExpected = expected.Any(code => ValueConverter.ToNumber(ValueJson.FromNode(code)) == status);
        return [isExpected ? status.ToString(CultureInfo.InvariantCulture) : "Unmatched status code", "Done"];
    }
}

/// <summary>What came of a request; no status when there was no connection or no time.</summary>
internal sealed record HttpAnswer(int? Status, bool IsTimeout);

/// <summary>What both request activities have in common.</summary>
internal static class HttpExchange
{
    public static readonly IReadOnlyList<InputSpec> Inputs =
    [
        new("Url", ElsaType.Text), new("Method", ElsaType.Text, "GET"), new("Content", ElsaType.Object), new("ContentType", ElsaType.Text),
        new("Authorization", ElsaType.Text), new("DisableAuthorizationHeaderValidation", ElsaType.Boolean), new("RequestHeaders", ElsaType.Dictionary),
    ];

    public static readonly IReadOnlyList<string> Outputs = ["StatusCode", "ParsedContent", "ResponseHeaders", "Result"];

    public static async ValueTask<HttpAnswer> SendAsync(HttpSender http, ActivityContext context)
    {
        using var request = Request(context);
        try
        {
            using var response = await http.SendAsync(request, context.CancellationToken);
            var status = (int)response.StatusCode;
            context.Output("StatusCode", status);
            context.Output("ParsedContent", await ContentAsync(response, context.CancellationToken));
            context.Output("ResponseHeaders", Headers(response));
            return new HttpAnswer(status, false);
        }
        catch (HttpRequestException)
        {
            return new HttpAnswer(null, false);
        }
        catch (TaskCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            return new HttpAnswer(null, true);
        }
    }

    private static HttpRequestMessage Request(ActivityContext context)
    {
        var request = new HttpRequestMessage(new HttpMethod(context.Text("Method") ?? "GET"), context.Text("Url"));
        if (context.Text("Authorization") is { Length: > 0 } authorization)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        foreach (var (name, value) in context.Input("RequestHeaders") as JsonObject ?? [])
        {
            var values = value is JsonArray several ? several.Select(Text) : [Text(value)];
            request.Headers.TryAddWithoutValidation(name, values);
        }

        if (context.Input("Content") is { } content && context.Text("ContentType") is { Length: > 0 } type)
        {
            request.Content = Body(content, type);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        return request;
    }

    private static HttpContent Body(object content, string type) =>
        content is JsonObject fields && type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
            ? new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Key, Text(f.Value))))
            : new StringContent(ValueConverter.ToText(content), Encoding.UTF8);

    private static async ValueTask<object?> ContentAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (text.Length == 0)
        {
            return null;
        }

        if (response.Content.Headers.ContentType?.MediaType != "application/json")
        {
            return text;
        }

        try
        {
            return ValueJson.FromNode(JsonNode.Parse(text));
        }
        catch (JsonException)
        {
            // What only calls itself JSON is handed on as the text it is.
            return text;
        }
    }

    private static JsonObject Headers(HttpResponseMessage response) => new(response.Headers.Concat(response.Content.Headers)
        .GroupBy(h => h.Key, StringComparer.OrdinalIgnoreCase)
        .Select(h => KeyValuePair.Create(h.Key, (JsonNode?)new JsonArray([.. h.SelectMany(v => v.Value).Select(v => JsonValue.Create(v))]))));

    private static string Text(JsonNode? value) => ValueJson.FromNode(value) is { } scalar ? ValueConverter.ToText(scalar) : "";
}
