using ElsaRuntime.Activities;
using ElsaRuntime.Flow;
using ElsaRuntime.Model;
using ElsaRuntime.State;

namespace ElsaRuntime.Moving;

/// <summary>
/// Whether an instance can go on in another version of its definition, and what its state needs there. What has run is
/// history and may be gone; what is still under way, the waiting steps and all that holds them, must be in the other version
/// under the same node id, as the same kind of activity that asks for the same task or event.
/// </summary>
internal static class VersionMove
{
    /// <summary>What stands in the way; empty when nothing does.</summary>
    public static IReadOnlyList<MoveObstacle> Examine(WorkflowInstance instance, WorkflowDefinition target)
    {
        if (instance.IsFinished)
        {
            return [new MoveObstacle("MoveFinished")];
        }

        if (target.DefinitionId != instance.Definition.DefinitionId)
        {
            return [new MoveObstacle("MoveOtherDefinition")];
        }

        return target.VersionId == instance.Definition.VersionId
            ? [new MoveObstacle("MoveSameVersion")]
            : [.. UnderWay(instance).Select(node => Obstacle(node, target)).OfType<MoveObstacle>()];
    }

    /// <summary>
    /// Completes the state of an instance that was read with the version it moves to: variables that are new get their
    /// defaults, and a new connection counts as visited as often as the activity it leads to, or once more where nothing can
    /// come along it any longer: otherwise the flowchart would wait for visits that belong to what has passed.
    /// </summary>
    public static void Adapt(WorkflowInstance moved)
    {
        foreach (var run in moved.Runs.Where(r => !r.IsCompleted))
        {
            var declared = run.Parent is null ? moved.Definition.Variables : run.Node.Variables;
            foreach (var definition in declared.Where(d => !run.Variables.Exists(v => v.Id == d.Id)))
            {
                run.Variables.Add(Variable.Of(definition));
            }

            if (run.Scope is { } scope)
            {
                CountNewConnections(run, scope);
            }
        }
    }

    /// <summary>The name by which people know an activity.</summary>
    public static string NameOf(ActivityNode node) =>
        node.Source["metadata"]?["displayText"]?.ToString() is { Length: > 0 } shown ? shown : node.Name ?? node.Id;

    private static IEnumerable<ActivityNode> UnderWay(WorkflowInstance instance) => instance.Runs
        .Where(r => !r.IsCompleted)
        .Select(r => r.Node)
        .Concat(instance.Bookmarks.Select(b => b.Run.Node))
        .Concat(instance.Callbacks.Select(c => c.Child))
        .Distinct();

    private static MoveObstacle? Obstacle(ActivityNode node, WorkflowDefinition target) =>
        !target.NodesByNodeId.TryGetValue(node.NodeId, out var same) ? new MoveObstacle("MoveStepGone", NameOf(node))
        : same.Type != node.Type || same.TypeVersion != node.TypeVersion || AsksFor(same) != AsksFor(node) ? new MoveObstacle("MoveStepChanged", NameOf(node))
        : null;

    // The task or event an activity is known by to those outside; its other inputs were read when it began to wait.
    private static (string? Type, string? Text) AsksFor(ActivityNode node)
    {
        var input = node.Type switch { RunTask.Kind => "TaskName", WaitForEvent.Kind => "EventName", _ => null };
        return input is not null && node.Inputs.TryGetValue(input, out var binding) ? (binding.Expression?.Type, binding.Expression?.Text) : default;
    }

    private static void CountNewConnections(ActivityRun flowchart, FlowScope scope)
    {
        var toCome = ToCome(flowchart);
        foreach (var connection in flowchart.Node.Connections)
        {
            var key = FlowEdge.KeyOf(connection);
            var isPassed = !toCome.Contains(connection.Source);
            var visits = scope.VisitsOf(connection.Target) + (isPassed ? 1 : 0);
            if (visits > 0 && !scope.ConnectionVisits.ContainsKey(key))
            {
                // A step that is over has gone this way only if it was there and left as steps usually do.
                var followed = !isPassed || (scope.VisitsOf(connection.Source) > 0 && connection.SourcePort == "Done");
                scope.ConnectionVisits[key] = new ConnectionVisits(visits, followed);
            }
        }
    }

    /// <summary>What is under way in a flowchart and what can still follow it.</summary>
    private static HashSet<ActivityNode> ToCome(ActivityRun flowchart)
    {
        var toCome = flowchart.Children.Where(r => !r.IsCompleted).Select(r => r.Node).ToHashSet();
        var open = new Queue<ActivityNode>(toCome);
        while (open.TryDequeue(out var activity))
        {
            foreach (var next in flowchart.Node.Connections.Where(c => c.Source == activity && toCome.Add(c.Target)))
            {
                open.Enqueue(next.Target);
            }
        }

        return toCome;
    }
}
