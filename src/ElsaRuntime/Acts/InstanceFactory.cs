using System.Text.Json.Nodes;
using ElsaRuntime.Model;
using ElsaRuntime.State;
using ElsaRuntime.Values;

namespace ElsaRuntime.Acts;

/// <summary>Makes instances and decides which input they read.</summary>
internal static class InstanceFactory
{
    public static WorkflowInstance Started(Act act, WorkflowDefinition definition, StartWorkflow request)
    {
        var now = act.Now;
        return WithInput(new WorkflowInstance(request.InstanceId ?? act.NewId(), definition)
        {
            CreatedAt = now,
            UpdatedAt = now,
            CorrelationId = request.CorrelationId,
            Name = request.Name,
            ParentInstanceId = request.ParentInstanceId,
            TriggerActivityId = request.TriggerActivityId,
        }, request.Input);
    }

    public static WorkflowInstance Child(Act act, ChildStart start)
    {
        var now = act.Now;
        return WithInput(new WorkflowInstance(start.InstanceId, start.Definition)
        {
            CreatedAt = now,
            UpdatedAt = now,
            CorrelationId = start.CorrelationId,
            ParentInstanceId = start.ParentInstanceId,
            IsAwaitedByParent = start.IsAwaited,
        }, start.Input);
    }

    public static WorkflowInstance Triggered(Act act, WorkflowDefinition definition, string activityId, string? correlationId)
    {
        var now = act.Now;
        return new WorkflowInstance(act.NewId(), definition)
        {
            CreatedAt = now,
            UpdatedAt = now,
            CorrelationId = correlationId,
            TriggerActivityId = activityId,
        };
    }

    /// <summary>Variables given from outside, as those of the root run.</summary>
    public static IReadOnlyList<Variable> Presets(JsonObject? variables) => variables is null
        ? []
        : [.. variables.Select(v => new Variable(v.Key, v.Key, ElsaType.Object, ValueJson.FromNode(v.Value)))];

    /// <summary>After a wait only kept inputs and variables are there, and what woke the instance.</summary>
    public static void Wake(WorkflowInstance instance, JsonNode? input)
    {
        foreach (var variable in instance.Runs.SelectMany(run => run.Variables))
        {
            variable.Wake();
        }

        instance.Input = KeptInput(instance);
        if (input is JsonObject given)
        {
            foreach (var (name, value) in given)
            {
                instance.Input.TryAdd(name, ValueJson.FromNode(value?.DeepClone()));
            }
        }
    }

    public static Dictionary<string, object?> KeptInput(WorkflowInstance instance)
    {
        var kept = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var definition in instance.Definition.Inputs)
        {
            if (definition.IsKept && instance.Input.TryGetValue(definition.Name, out var value))
            {
                kept[definition.Name] = value;
            }
        }

        return kept;
    }

    /// <summary>What a parent gets to know of a child that has finished.</summary>
    public static JsonObject Result(WorkflowInstance child) => new()
    {
        ["WorkflowOutput"] = child.Output.DeepClone(),
        ["WorkflowInstanceId"] = child.Id,
        ["WorkflowStatus"] = "Finished",
        ["WorkflowSubStatus"] = child.SubStatus.ToString(),
    };

    private static WorkflowInstance WithInput(WorkflowInstance instance, JsonObject? input)
    {
        foreach (var (name, value) in input ?? [])
        {
            instance.Input[name] = ValueJson.FromNode(value);
        }

        return instance;
    }
}
