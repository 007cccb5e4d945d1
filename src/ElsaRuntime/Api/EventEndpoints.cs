using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElsaRuntime.Api;

/// <summary>Raising events.</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this IEndpointRouteBuilder api) => api.MapPost("/events/{eventName}/trigger", TriggerAsync);

    private static async Task<IResult> TriggerAsync(
        string eventName, HttpContext http, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        if (!http.Request.HasJsonContentType())
        {
            return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var body = await ApiJson.ReadAsync(http.Request, cancellationToken);
        if (body.Find("input") is not (null or JsonObject))
        {
            // Elsa answers with 500 here, recorded so.
            return ApiErrors.General(StatusCodes.Status500InternalServerError, "ObjectExpected");
        }

        var input = (JsonObject?)body.Find("input")?.DeepClone();
        var request = new RaiseEvent(eventName, input, body.Text("correlationId"), body.Text("workflowInstanceId"));
        var outcome = await transactions.ActAsync(t => engine.RaiseEventAsync(t, request, cancellationToken), cancellationToken);
        return outcome is WorkflowOutcome.Refused or WorkflowOutcome.Conflict ? ApiErrors.Of(http, outcome) : TypedResults.Ok();
    }
}
