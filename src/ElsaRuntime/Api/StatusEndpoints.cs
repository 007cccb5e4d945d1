using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace ElsaRuntime.Api;

/// <summary>What the server is and how it does.</summary>
internal static class StatusEndpoints
{
    // The version of Elsa whose behaviour and API this is.
    private const string ElsaVersion = "3.8.0";

    private static readonly string Generation = Guid.NewGuid().ToString("N");

    public static void MapStatus(this IEndpointRouteBuilder api)
    {
        api.MapGet("/package/version", () => ApiJson.Ok(new JsonObject { ["packageVersion"] = ElsaVersion }));
        api.MapGet("/admin/workflow-runtime/status", () => ApiJson.Ok(new JsonObject
        {
            ["state"] = new JsonObject { ["reason"] = "None", ["isAcceptingNewWork"] = true, ["generationId"] = Generation },
            ["sources"] = new JsonArray(new JsonObject { ["name"] = "scheduling.trigger", ["state"] = "Running" }),
            ["activeExecutionCycleCount"] = 0,
        }));
    }
}
