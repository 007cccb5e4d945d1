using System.Text.Json;
using ElsaRuntime.Activities;
using ElsaRuntime.Model;
using ElsaRuntime.State;

namespace ElsaRuntime.Storage;

/// <summary>An instance as it stands in its row.</summary>
internal sealed record InstanceRow(
    string Id,
    string VersionId,
    string? ParentInstanceId,
    string? CorrelationId,
    string? Name,
    SubStatus SubStatus,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? FinishedAt,
    int Revision,
    string State)
{
    public WorkflowInstance ToInstance(WorkflowDefinition definition, ActivityRegistry activities)
    {
        var instance = new WorkflowInstance(Id, definition)
        {
            ParentInstanceId = ParentInstanceId,
            CorrelationId = CorrelationId,
            Name = Name,
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
            FinishedAt = FinishedAt,
            Revision = Revision,
            TriggerActivityId = Header("trigger"),
            IsAwaitedByParent = State.Contains("\"awaited\":true", StringComparison.Ordinal),
        };
        instance.Restore(SubStatus);
        new InstanceDeserializer(instance, activities).Read(State);
        return instance;
    }

    private string? Header(string name)
    {
        if (!State.Contains($"\"{name}\":", StringComparison.Ordinal))
        {
            return null;
        }

        using var document = JsonDocument.Parse(State);
        return document.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
