using ElsaRuntime.Model;
using Ledger.SigningOff;

namespace Workflows.LifeCycle;

/// <summary>
/// The way a version of the life cycle leads an issue, as names of tasks in the order they come: the office draws its own
/// steps, and versions differ. What page and mails tell of steps is told from here.
/// </summary>
/// <param name="ToTheRequest">Tasks before sign-off is requested; the two rhythms, which ask nobody, left out.</param>
/// <param name="Request">Tasks of a request, from the request to the look-back or the end.</param>
/// <param name="AfterSignOff">Tasks once a look-back is due.</param>
public sealed record LifeCycleRoute(IReadOnlyList<string> ToTheRequest, IReadOnlyList<string> Request, IReadOnlyList<string> AfterSignOff)
{
    private static readonly HashSet<string> Rhythms = [LifeCycleNames.SuperviseWeek, LifeCycleNames.ScheduleMeeting];

    /// <summary>Reads the way from the drawing.</summary>
    public static LifeCycleRoute Of(WorkflowDefinition definition)
    {
        var walk = new Walk(definition);
        var (requested, due) = (walk.Event(LifeCycleNames.SignOffRequested), walk.Event(LifeCycleNames.LookBackDue));
        var request = walk.Reached(requested, requested, due);
        var after = walk.Reached(due, requested);
        var tasks = walk.InOrder().SelectMany(node => Walk.Tasks(node).Select(task => (node, task))).Where(t => !Rhythms.Contains(t.task)).ToList();
        return new LifeCycleRoute(
            [.. tasks.Where(t => !request.Contains(t.node) && !after.Contains(t.node)).Select(t => t.task)],
            [.. tasks.Where(t => request.Contains(t.node)).Select(t => t.task)],
            [.. tasks.Where(t => after.Contains(t.node) && !request.Contains(t.node)).Select(t => t.task)]);
    }

    /// <summary>The tasks of the request that follow <paramref name="step"/> of <paramref name="round"/>.</summary>
    public IEnumerable<string> After(SignOffRound round, SignOffStep step)
    {
        var occurrence = round.Steps.Count(s => s.TaskName == step.TaskName && s.Ordinal <= step.Ordinal);
        var at = Request.Select((task, index) => (task, index)).Where(t => t.task == step.TaskName).Skip(occurrence - 1).Select(t => t.index + 1).FirstOrDefault(Request.Count);
        return Request.Skip(at);
    }

    /// <summary>How often a request comes to <paramref name="task"/> on the longest way; alternatives beside each other count once.</summary>
    public static int InARow(WorkflowDefinition definition, string task)
    {
        var walk = new Walk(definition);
        ActivityNode?[] ends = [walk.Event(LifeCycleNames.SignOffRequested), walk.Event(LifeCycleNames.LookBackDue)];
        var nodes = definition.Nodes.Where(n => n.Type == "Elsa.RunTask" && n.Literal("TaskName") == task).ToHashSet();
        var longest = new Dictionary<ActivityNode, int>();
        return Longest(nodes);

        int Longest(IEnumerable<ActivityNode> left) => left.Select(From).DefaultIfEmpty().Max();

        // A node counts nothing while it is being counted: two steps that lead back to each other have no longest way.
        int From(ActivityNode node)
        {
            if (longest.TryGetValue(node, out var known))
            {
                return known;
            }

            longest[node] = 0;
            return longest[node] = 1 + Longest(walk.Reached(node, [node, .. ends]).Where(nodes.Contains));
        }
    }

    /// <summary>Whether some way leads from the request to the look-back without coming to <paramref name="task"/>.</summary>
    public static bool MayPassBy(WorkflowDefinition definition, string task)
    {
        var walk = new Walk(definition);
        var due = walk.Event(LifeCycleNames.LookBackDue);
        return due is not null && walk.Reached(
            walk.Event(LifeCycleNames.SignOffRequested), definition.Nodes.Where(n => Walk.Tasks(n).Contains(task))).Contains(due);
    }

    /// <summary>Who is asked at a task of a request.</summary>
    public static SignOffStepKind KindOf(string task) => task switch
    {
        LifeCycleNames.EndorseSignOff => SignOffStepKind.Endorse,
        LifeCycleNames.AgreeSignOff => SignOffStepKind.Agree,
        LifeCycleNames.VerifySignOff => SignOffStepKind.Verify,
        LifeCycleNames.ApproveSignOff => SignOffStepKind.Approve,
        _ => SignOffStepKind.Extra,
    };

    /// <summary>The drawing as something to be walked: whatever its containers, from activity to activity.</summary>
    private sealed class Walk(WorkflowDefinition definition)
    {
        private readonly ILookup<ActivityNode, ActivityNode> next = definition.Nodes.SelectMany(n => n.Connections).ToLookup(c => c.Source, c => c.Target);

        public ActivityNode? Event(string name) => definition.Nodes.FirstOrDefault(n => n.Type == "Elsa.Event" && n.Literal("EventName") == name);

        /// <summary>Names of the tasks of an activity, those inside a container included.</summary>
        public static IEnumerable<string> Tasks(ActivityNode node) => node.Type == "Elsa.RunTask"
            ? node.Literal("TaskName") is { } name ? [name] : []
            : node.Children.SelectMany(Tasks);

        /// <summary>What can be come to from <paramref name="from"/> without going on beyond one of <paramref name="ends"/>.</summary>
        public HashSet<ActivityNode> Reached(ActivityNode? from, params IEnumerable<ActivityNode?> ends)
        {
            var stops = ends.ToHashSet();
            var reached = new HashSet<ActivityNode>();
            var open = new Stack<ActivityNode>(from is null ? [] : next[from]);
            while (open.TryPop(out var node))
            {
                if (!stops.Contains(node) && reached.Add(node))
                {
                    foreach (var target in next[node])
                    {
                        open.Push(target);
                    }
                }
            }

            return reached;
        }

        /// <summary>All activities of the outermost flowchart, each before what follows it; ways back count for nothing.</summary>
        public List<ActivityNode> InOrder()
        {
            var (seen, order) = (new HashSet<ActivityNode>(), new List<ActivityNode>());
            foreach (var start in definition.Nodes.Where(n => n.Type == "Elsa.Start").Concat(definition.Workflow.Children.SelectMany(root => root.Children)))
            {
                Visit(start);
            }

            order.Reverse();
            return order;

            void Visit(ActivityNode node)
            {
                if (seen.Add(node))
                {
                    foreach (var target in next[node].Reverse())
                    {
                        Visit(target);
                    }

                    order.Add(node);
                }
            }
        }
    }
}
