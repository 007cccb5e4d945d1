using System.Text.Json.Nodes;
using ElsaRuntime.Flow;
using ElsaRuntime.Model;

namespace ElsaRuntime.Definitions;

/// <summary>What is wrong with the connections of one flowchart.</summary>
internal static class FlowchartProblems
{
    public static IEnumerable<DefinitionProblem> Of(ActivityNode flowchart)
    {
        var graphs = Starts(flowchart).Select(start => (Start: start, Graph: new FlowGraph(flowchart, start))).ToList();
        var reached = graphs.ConvertAll(g => Reached(g.Start, g.Graph));
        return Loose(flowchart)
            .Concat(Unreachable(flowchart, reached))
            .Concat(graphs.SelectMany((g, i) => IllegalBack(g.Graph, reached[i])).Distinct());
    }

    // Where it begins when started by hand, and wherever a trigger may begin it.
    private static IEnumerable<ActivityNode> Starts(ActivityNode flowchart)
    {
        var activities = flowchart.Children;
        var start = activities.Find(a => a.Type == "Elsa.Start")
            ?? activities.Find(a => a.CanStartWorkflow)
            ?? activities.Find(a => !flowchart.Connections.Exists(c => c.Target == a))
            ?? activities.FirstOrDefault();
        return activities.Where(a => a == start || a.CanStartWorkflow);
    }

    private static HashSet<ActivityNode> Reached(ActivityNode start, FlowGraph graph)
    {
        var reached = new HashSet<ActivityNode> { start };
        var open = new Stack<ActivityNode>([start]);
        while (open.TryPop(out var current))
        {
            foreach (var edge in graph.Outbound(current))
            {
                if (reached.Add(edge.Target))
                {
                    open.Push(edge.Target);
                }
            }
        }

        return reached;
    }

    private static IEnumerable<DefinitionProblem> Unreachable(ActivityNode flowchart, List<HashSet<ActivityNode>> reached) =>
        flowchart.Children.Where(a => !reached.Exists(r => r.Contains(a))).Select(a => DefinitionProblems.Problem("UnreachableActivity", a));

    private static IEnumerable<DefinitionProblem> IllegalBack(FlowGraph graph, HashSet<ActivityNode> reached) =>
        from source in reached
        from edge in graph.Outbound(source)
        where graph.IsBack(edge) && !graph.IsAllowedBack(edge)
        select DefinitionProblems.Problem("IllegalBackConnection", source, DefinitionProblems.Label(edge.Target));

    private static IEnumerable<DefinitionProblem> Loose(ActivityNode flowchart) =>
        from connection in Json.Objects((flowchart.Source["customProperties"] as JsonObject)?["notFoundConnections"])
        let ends = $"{FlowchartConnections.ActivityOf(connection["source"])} → {FlowchartConnections.ActivityOf(connection["target"])}"
        select DefinitionProblems.Problem("LooseConnection", flowchart, ends);
}
