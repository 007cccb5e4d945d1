using System.Runtime.CompilerServices;
using ElsaRuntime.Activities;
using ElsaRuntime.Model;
using ElsaRuntime.State;
using ElsaRuntime.Values;

namespace ElsaRuntime.Flow;

/// <summary>
/// The default way of a flowchart: counts visits. An activity is decided on when all forward connections into it were
/// visited once more than itself; it then runs, or is skipped and passes the news on.
/// </summary>
internal static class CounterFlow
{
    private static readonly string[] NoOutcomes = [];
    private static readonly string[] Done = ["Done"];

    public static async ValueTask ChildCompletedAsync(ActivityContext flowchart, ActivityRun child, IReadOnlyList<string>? outcomes)
    {
        if (child.Status != RunStatus.Completed)
        {
            return;
        }

        if (flowchart.Burst.Registry.Find(child.Node.Type)?.IsTerminal == true)
        {
            await flowchart.CompleteAsync();
            return;
        }

        var walk = new Walk(flowchart, child);
        if (!await walk.LeaveAsync(child.Node, outcomes ?? Done, child.IsByBackConnection))
        {
            await Flowchart.CompleteIfIdleAsync(flowchart);
        }
    }

    public static async ValueTask CanceledAsync(ActivityContext flowchart, ActivityRun canceled)
    {
        await Flowchart.CompleteIfIdleAsync(flowchart);
        await new Walk(flowchart, canceled).LeaveAsync(canceled.Node, NoOutcomes, false);
    }

    /// <summary>Passes on from one completed, skipped or cancelled activity.</summary>
    private sealed class Walk(ActivityContext flowchart, ActivityRun from)
    {
        private readonly FlowGraph graph = Flowchart.GraphOf(flowchart);
        private readonly FlowScope scope = flowchart.Run.Scope ??= new FlowScope();

        /// <returns>Whether anything was scheduled.</returns>
        public async ValueTask<bool> LeaveAsync(ActivityNode activity, IReadOnlyList<string> outcomes, bool isByBackConnection)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            flowchart.Burst.CountStep();
            if (graph.IsDangling(activity))
            {
                throw new InvalidOperationException($"Activity {activity.Id} is not reachable in this flowchart: nothing can follow it.");
            }

            if (!isByBackConnection)
            {
                scope.VisitActivity(activity);
            }

            var scheduled = false;
            foreach (var edge in graph.Outbound(activity))
            {
                var followed = outcomes.Contains(edge.Port, StringComparer.Ordinal);
                scope.VisitConnection(edge.Key, followed);
                scheduled |= graph.IsBack(edge) ? await GoBackAsync(edge, followed) : await GoForwardAsync(edge);
            }

            return scheduled;
        }

        private async ValueTask<bool> GoBackAsync(FlowEdge edge, bool followed)
        {
            if (!followed)
            {
                return false;
            }

            if (!graph.IsAllowedBack(edge))
            {
                throw new InvalidOperationException(
                    $"The connection from '{edge.Source.Id}' back to '{edge.Target.Id}' is not allowed: a way from the start to '{edge.Source.Id}' does not go through '{edge.Target.Id}'.");
            }

            await flowchart.ScheduleAsync(edge.Target, scheduler: from, isByBackConnection: true);
            return true;
        }

        private async ValueTask<bool> GoForwardAsync(FlowEdge edge)
        {
            var inbound = graph.ForwardInbound(edge.Target);
            return await JoinMode.OfAsync(flowchart, edge.Target) switch
            {
                JoinMode.WaitAny => await ArriveAtAnyAsync(edge, inbound),
                JoinMode.WaitAll => await ArriveAtAllAsync(edge.Target, inbound, scope.AllFollowed),
                _ => await ArriveAtAllAsync(edge.Target, inbound, scope.AnyFollowed),
            };
        }

        private async ValueTask<bool> ArriveAtAllAsync(ActivityNode target, FlowEdge[] inbound, Func<FlowEdge[], ActivityNode, bool> isWanted)
        {
            if (!scope.AllVisited(inbound, target))
            {
                return false;
            }

            return isWanted(inbound, target) ? await RunAsync(target) : await LeaveAsync(target, NoOutcomes, false);
        }

        private async ValueTask<bool> ArriveAtAnyAsync(FlowEdge edge, FlowEdge[] inbound)
        {
            var target = edge.Target;
            if (scope.VisitsOf(edge.Key) <= scope.VisitsOf(target) || IsQueued(target))
            {
                return false;
            }

            if (scope.AnyFollowed(inbound, target))
            {
                await RunAsync(target);
                await Flowchart.CancelAncestorsAsync(flowchart, target);
                return true;
            }

            return scope.AllVisited(inbound, target) && await LeaveAsync(target, NoOutcomes, false);
        }

        private bool IsQueued(ActivityNode target) => flowchart.Instance.Queue.Any(item => item.Owner == flowchart.Run && item.Node == target);

        private async ValueTask<bool> RunAsync(ActivityNode target)
        {
            await flowchart.ScheduleAsync(target, scheduler: from);
            return true;
        }
    }
}

/// <summary>How an activity brings the connections into it together.</summary>
internal static class JoinMode
{
    public const string WaitAny = "WaitAny";
    public const string WaitAll = "WaitAll";
    public const string WaitAllActive = "WaitAllActive";

    /// <summary>A FlowJoin's mode is an input, evaluated where it stands; everything else waits for all active branches.</summary>
    public static async ValueTask<string> OfAsync(ActivityContext flowchart, ActivityNode target)
    {
        if (target.Type != "Elsa.FlowJoin")
        {
            return WaitAllActive;
        }

        if (!target.Inputs.TryGetValue("Mode", out var binding) || binding.Expression is not { } expression)
        {
            return WaitAny;
        }

        var mode = await flowchart.Burst.Expressions.EvaluateAsync(flowchart, expression, ElsaType.Text) as string;
        return mode switch
        {
            _ when Is(mode, WaitAll) || mode == "0" => WaitAll,
            _ when Is(mode, WaitAllActive) || mode == "1" => WaitAllActive,
            _ => WaitAny,
        };
    }

    private static bool Is(string? mode, string name) => string.Equals(mode, name, StringComparison.OrdinalIgnoreCase);
}
