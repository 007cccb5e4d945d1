using System.Text.Json.Nodes;
using ElsaRuntime.Instances;

namespace ElsaRuntime.Api;

/// <summary>Instances as the designer reads them.</summary>
internal static class InstanceModels
{
    public static JsonObject Of(InstanceView instance)
    {
        var json = new JsonObject
        {
            ["id"] = instance.Id,
            ["definitionId"] = instance.DefinitionId,
            ["definitionVersionId"] = instance.DefinitionVersionId,
            ["version"] = instance.Version,
        };
        AddIfAny(json, "parentWorkflowInstanceId", instance.ParentInstanceId);
        json["workflowState"] = instance.State.DeepClone();
        json["status"] = instance.Status;
        json["subStatus"] = instance.SubStatus;
        json["isExecuting"] = false;
        AddIfAny(json, "correlationId", instance.CorrelationId);
        AddIfAny(json, "name", instance.Name);
        json["incidentCount"] = instance.Incidents.Count;
        json["isSystem"] = instance.IsSystem;
        json["createdAt"] = instance.CreatedAt;
        json["updatedAt"] = instance.UpdatedAt;
        if (instance.FinishedAt is { } finished)
        {
            json["finishedAt"] = finished;
        }

        return json;
    }

    private static void AddIfAny(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
