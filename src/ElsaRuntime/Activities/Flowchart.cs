using System.Collections.Concurrent;
using ElsaRuntime.Flow;
using ElsaRuntime.Model;
using ElsaRuntime.State;

namespace ElsaRuntime.Activities;

/// <summary>Runs its activities along their connections, by counters or by tokens.</summary>
internal sealed class Flowchart : Activity
{
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<ActivityNode, ConcurrentDictionary<ActivityNode, FlowGraph>> Graphs = [];

    public override bool IsContainer => true;

    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        Containers.Declare(context.Run, context.Node.Variables);
        return StartOf(context) is { } start ? context.ScheduleAsync(start) : context.CompleteAsync();
    }

    public override ValueTask ChildCompletedAsync(ActivityContext context, ActivityRun child, IReadOnlyList<string>? outcomes, int? tag) =>
        context.Burst.UsesTokens
            ? TokenFlow.ChildCompletedAsync(context, child, outcomes)
            : CounterFlow.ChildCompletedAsync(context, child, outcomes);

    public override ValueTask CanceledAsync(ActivityContext context, ActivityRun canceled) =>
        context.Burst.UsesTokens ? TokenFlow.CanceledAsync(context, canceled) : CounterFlow.CanceledAsync(context, canceled);

    /// <summary>The graph as seen from where this flowchart begins.</summary>
    public static FlowGraph GraphOf(ActivityContext context)
    {
        var start = StartOf(context) ?? context.Node;
        return Graphs.GetOrCreateValue(context.Node).GetOrAdd(start, static (from, flowchart) => new FlowGraph(flowchart, from), context.Node);
    }

    /// <summary>Takes away what still runs before an activity.</summary>
    public static async ValueTask CancelAncestorsAsync(ActivityContext flowchart, ActivityNode activity)
    {
        var ancestors = GraphOf(flowchart).Ancestors(activity);
        foreach (var run in flowchart.Run.Children.Where(run => ancestors.Contains(run.Node)).ToArray())
        {
            await flowchart.Burst.CancelAsync(run);
        }
    }

    /// <summary>Completes the flowchart if nothing it owns is running, scheduled or faulted.</summary>
    public static ValueTask CompleteIfIdleAsync(ActivityContext context) =>
        HasRunning(context.Run) || HasScheduled(context) || HasFaulted(context.Run) ? ValueTask.CompletedTask : context.CompleteAsync();

    public static bool HasRunning(ActivityRun flowchart) => flowchart.Children.Exists(run => run.Status == RunStatus.Running);

    public static bool HasFaulted(ActivityRun flowchart) => flowchart.Children.Exists(run => run.Status == RunStatus.Faulted);

    public static bool HasScheduled(ActivityContext context)
    {
        foreach (var item in context.Instance.Queue)
        {
            for (var owner = item.Owner; owner is not null; owner = owner.Parent)
            {
                if (owner == context.Run)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static ActivityNode? StartOf(ActivityContext context)
    {
        var activities = context.Node.Children;
        return Find(activities, a => a.Id == context.Instance.TriggerActivityId)
            ?? Find(activities, a => a.Type == "Elsa.Start")
            ?? Find(activities, a => a.CanStartWorkflow)
            ?? Find(activities, a => !context.Node.Connections.Exists(c => c.Target == a))
            ?? (activities.Count > 0 ? activities[0] : null);
    }

    private static ActivityNode? Find(List<ActivityNode> activities, Predicate<ActivityNode> match) => activities.Find(match);
}
