using ElsaRuntime.Model;

namespace ElsaRuntime.Flow;

/// <summary>A connection with the name under which its visits are counted; equal connections share it.</summary>
internal sealed record FlowEdge(ActivityNode Source, string Port, ActivityNode Target, string Key)
{
    public static string KeyOf(FlowConnection c) => $"{c.Source.Id}:{c.SourcePort}->{c.Target.Id}:{c.TargetPort}";
}

/// <summary>
/// The connections of a flowchart as seen from the activity it begins at: which lead forward, which lead back, and whether
/// leading back is allowed. Computed once for each beginning.
/// </summary>
internal sealed class FlowGraph
{
    private static readonly FlowEdge[] None = [];
    private readonly ActivityNode start;
    private readonly Dictionary<ActivityNode, FlowEdge[]> outbound;
    private readonly Dictionary<ActivityNode, FlowEdge[]> inbound;
    private readonly Dictionary<ActivityNode, FlowEdge[]> forwardInbound;
    private readonly HashSet<FlowEdge> forward;
    private readonly HashSet<FlowEdge> validBack;

    public FlowGraph(ActivityNode flowchart, ActivityNode start)
    {
        this.start = start;
        var edges = flowchart.Connections
            .ConvertAll(c => new FlowEdge(c.Source, c.SourcePort, c.Target, FlowEdge.KeyOf(c)));
        outbound = By(edges, edge => edge.Source);
        inbound = By(edges, edge => edge.Target);
        var ordered = Forward(edges);
        forward = [.. ordered];
        forwardInbound = By(ordered, edge => edge.Target);
        validBack = [.. edges.Where(edge => !forward.Contains(edge) && IsValidBack(edge))];
    }

    public FlowEdge[] Outbound(ActivityNode activity) => outbound.GetValueOrDefault(activity, None);

    public FlowEdge[] Inbound(ActivityNode activity) => inbound.GetValueOrDefault(activity, None);

    public FlowEdge[] ForwardInbound(ActivityNode activity) => forwardInbound.GetValueOrDefault(activity, None);

    public bool IsBack(FlowEdge edge) => !forward.Contains(edge);

    /// <summary>A back connection is allowed if every way from its source to the start goes through its target.</summary>
    public bool IsAllowedBack(FlowEdge edge) => validBack.Contains(edge);

    /// <summary>No forward connection leads to the activity, and nothing begins there.</summary>
    public bool IsDangling(ActivityNode activity) => activity != start && !forwardInbound.ContainsKey(activity);

    /// <summary>All activities from which forward connections lead to the given one.</summary>
    public HashSet<ActivityNode> Ancestors(ActivityNode activity)
    {
        var ancestors = new HashSet<ActivityNode>();
        var open = new Stack<ActivityNode>([activity]);
        while (open.TryPop(out var current))
        {
            foreach (var edge in ForwardInbound(current))
            {
                if (ancestors.Add(edge.Source))
                {
                    open.Push(edge.Source);
                }
            }
        }

        return ancestors;
    }

    // Breadth first from the start, in the order listed: an edge is forward unless it would close a cycle with those before.
    private List<FlowEdge> Forward(List<FlowEdge> edges)
    {
        var parallel = edges.ToLookup(edge => (edge.Source, edge.Target));
        var successors = new Dictionary<ActivityNode, List<ActivityNode>>();
        var taken = new HashSet<(ActivityNode, ActivityNode)>();
        var visited = new HashSet<ActivityNode>();
        var found = new List<FlowEdge>();
        var open = new Queue<ActivityNode>([start]);
        while (open.TryDequeue(out var source))
        {
            visited.Add(source);
            foreach (var target in Outbound(source).Select(edge => edge.Target))
            {
                if (taken.Contains((source, target)) || Leads(successors, target, source))
                {
                    continue;
                }

                taken.Add((source, target));
                (successors.TryGetValue(source, out var list) ? list : successors[source] = []).Add(target);
                found.AddRange(parallel[(source, target)]);
                if (!visited.Contains(target))
                {
                    open.Enqueue(target);
                }
            }
        }

        return [.. found.Distinct()];
    }

    private static bool Leads(Dictionary<ActivityNode, List<ActivityNode>> successors, ActivityNode from, ActivityNode to)
    {
        var seen = new HashSet<ActivityNode> { from };
        var open = new Stack<ActivityNode>([from]);
        while (open.TryPop(out var current))
        {
            if (current == to)
            {
                return true;
            }

            foreach (var next in successors.GetValueOrDefault(current) ?? [])
            {
                if (seen.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }

    // Same as walking all ways back (there may be very many): without the target the start is out of reach.
    private bool IsValidBack(FlowEdge edge)
    {
        if (edge.Source == edge.Target || edge.Target == start)
        {
            return true;
        }

        var seen = new HashSet<ActivityNode> { edge.Source, edge.Target };
        var open = new Stack<ActivityNode>([edge.Source]);
        while (open.TryPop(out var current))
        {
            if (current == start)
            {
                return false;
            }

            foreach (var previous in ForwardInbound(current))
            {
                if (seen.Add(previous.Source))
                {
                    open.Push(previous.Source);
                }
            }
        }

        return true;
    }

    private static Dictionary<ActivityNode, FlowEdge[]> By(IEnumerable<FlowEdge> edges, Func<FlowEdge, ActivityNode> end) =>
        edges.GroupBy(end).ToDictionary(group => group.Key, group => group.ToArray());
}
