using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElsaRuntime.Api;

/// <summary>Handing in the result of a task.</summary>
internal static class TaskEndpoints
{
    public static void MapTasks(this IEndpointRouteBuilder api) => api.MapPost("/tasks/{taskId}/complete", CompleteAsync);

    /// <summary>Answers after the workflow has moved. A task that is not open answers the same, as in Elsa: a repeat does no harm.</summary>
    private static async Task<IResult> CompleteAsync(
        string taskId, HttpContext http, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        if (!http.Request.HasJsonContentType())
        {
            return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var body = await ApiJson.ReadAsync(http.Request, cancellationToken);
        var result = body.Find("result");
        var outcome = await transactions.ActAsync(t => engine.CompleteTaskAsync(t, taskId, result?.DeepClone(), cancellationToken), cancellationToken);
        return outcome is WorkflowOutcome.Refused or WorkflowOutcome.Conflict ? ApiErrors.Of(http, outcome) : TypedResults.Ok();
    }
}
