using ElsaRuntime.Activities;
using ElsaRuntime.Model;
using ElsaRuntime.State;

namespace ElsaRuntime.Flow;

/// <summary>
/// The other way of a flowchart: tokens. A completed activity puts a token on each connection it leaves by; whether the
/// target runs depends on its merge mode and the tokens that are there or still under way.
/// </summary>
internal static class TokenFlow
{
    private static readonly string[] Done = ["Done"];

    public static async ValueTask ChildCompletedAsync(ActivityContext flowchart, ActivityRun child, IReadOnlyList<string>? outcomes)
    {
        var tokens = TokensOf(flowchart);
        if (flowchart.Burst.Registry.Find(child.Node.Type)?.IsTerminal == true)
        {
            tokens.Clear();
            await flowchart.CompleteAsync();
            return;
        }

        flowchart.Burst.CountStep();
        var graph = Flowchart.GraphOf(flowchart);
        var left = graph.Outbound(child.Node).Where(e => (outcomes ?? Done).Contains(e.Port, StringComparer.Ordinal)).Distinct().ToList();
        tokens.AddRange(left.Select(e => new FlowToken(e.Source.Id, e.Target.Id, e.Port)));
        foreach (var arrived in tokens.Where(t => t.To == child.Node.Id && t.IsUnderWay))
        {
            arrived.IsConsumed = true;
        }

        foreach (var edge in left)
        {
            if (await ArrivesAsync(flowchart, graph, tokens, edge, child))
            {
                await flowchart.ScheduleAsync(edge.Target, scheduler: child);
            }
        }

        await CompleteIfIdleAsync(flowchart, tokens);
        tokens.RemoveAll(t => t.To == child.Node.Id && t.IsConsumed);
    }

    public static ValueTask CanceledAsync(ActivityContext flowchart, ActivityRun canceled)
    {
        TokensOf(flowchart).RemoveAll(t => t.From == canceled.Node.Id || t.To == canceled.Node.Id);
        return Flowchart.CompleteIfIdleAsync(flowchart);
    }

    /// <summary>Whether the target runs now that a token has come along the connection.</summary>
    private static async ValueTask<bool> ArrivesAsync(ActivityContext flowchart, FlowGraph graph, List<FlowToken> tokens, FlowEdge edge, ActivityRun completed)
    {
        switch (await ModeAsync(flowchart, edge.Target))
        {
            case MergeMode.Cascade:
                return ArrivesFirst(graph, tokens, edge, completed.Node);
            case MergeMode.Race:
                await Flowchart.CancelAncestorsAsync(flowchart, edge.Target);
                return ArrivesFirst(graph, tokens, edge, completed.Node);
            case MergeMode.Merge:
                return HasAll(graph.ForwardInbound(edge.Target), tokens);
            case MergeMode.Converge:
                return HasAll(graph.Inbound(edge.Target), tokens);
            default:
                return !graph.ForwardInbound(edge.Target).Any(inbound => tokens.Exists(t => t.IsUnderWay && t.To == inbound.Source.Id));
        }
    }

    // The first to come runs; the others find their connection blocked and end there.
    private static bool ArrivesFirst(FlowGraph graph, List<FlowToken> tokens, FlowEdge edge, ActivityNode completed)
    {
        if (tokens.Find(t => t.To == edge.Target.Id && t.From == edge.Source.Id && t.Outcome == edge.Port && t.IsBlocked) is { } block)
        {
            block.IsConsumed = true;
            return false;
        }

        tokens.AddRange(graph.ForwardInbound(edge.Target)
            .Where(other => other.Source != completed)
            .Select(other => new FlowToken(other.Source.Id, other.Target.Id, other.Port) { IsBlocked = true }));
        return true;
    }

    private static bool HasAll(FlowEdge[] inbound, List<FlowToken> tokens) =>
        inbound.Length <= 1
        || Array.TrueForAll(inbound, e => tokens.Exists(t => t.IsUnderWay && t.From == e.Source.Id && t.To == e.Target.Id && t.Outcome == e.Port));

    private static ValueTask CompleteIfIdleAsync(ActivityContext flowchart, List<FlowToken> tokens)
    {
        if (Flowchart.HasRunning(flowchart.Run) || Flowchart.HasScheduled(flowchart) || tokens.Exists(t => t.IsUnderWay) || Flowchart.HasFaulted(flowchart.Run))
        {
            return ValueTask.CompletedTask;
        }

        tokens.Clear();
        return flowchart.CompleteAsync();
    }

    private static List<FlowToken> TokensOf(ActivityContext flowchart) => flowchart.Run.Tokens ??= [];

    private static async ValueTask<string> ModeAsync(ActivityContext flowchart, ActivityNode target)
    {
        if (target.Type == "Elsa.FlowJoin")
        {
            return await JoinMode.OfAsync(flowchart, target) == JoinMode.WaitAny ? MergeMode.Race : MergeMode.Merge;
        }

        return MergeMode.All.FirstOrDefault(mode => string.Equals(mode, target.MergeMode, StringComparison.OrdinalIgnoreCase)) ?? MergeMode.Stream;
    }

    private static class MergeMode
    {
        public const string Stream = "Stream";
        public const string Merge = "Merge";
        public const string Converge = "Converge";
        public const string Cascade = "Cascade";
        public const string Race = "Race";
        public static readonly string[] All = [Stream, Merge, Converge, Cascade, Race];
    }
}
