using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using static ElsaRuntime.Tests.Models;

namespace ElsaRuntime.Tests.Flow;

/// <summary>What an activity of a random flowchart is.</summary>
public enum StepKind
{
    Line,
    Task,
    DecidesTrue,
    DecidesFalse,
}

/// <summary>A connection of a random flowchart; the port counts for decisions only.</summary>
public sealed record RandomEdge(int From, int To, bool Port);

/// <summary>A flowchart without cycles: connections lead from lower to higher numbers, and it begins at 0.</summary>
public sealed record RandomFlow(IReadOnlyList<StepKind> Steps, IReadOnlyList<RandomEdge> Edges)
{
    public static Arbitrary<RandomFlow> Any { get; } = Arb.From(Generator(), Shrink);

    /// <summary>Which steps must run: the first, and each that a step which runs leaves for.</summary>
    public IReadOnlyList<bool> MustRun()
    {
        var runs = new bool[Steps.Count];
        runs[0] = true;
        for (var step = 1; step < Steps.Count; step++)
        {
            runs[step] = Edges.Any(e => e.To == step && runs[e.From] && IsFollowed(e));
        }

        return runs;
    }

    public JsonObject ToModel(string definitionId) => Workflow(definitionId, Flowchart(
        Steps.Select((kind, index) => Step(kind, $"a{index}")),
        [.. Edges.Select(e => ($"a{e.From}", PortOf(e), $"a{e.To}"))]));

    private bool IsFollowed(RandomEdge edge) => Steps[edge.From] switch
    {
        StepKind.DecidesTrue => edge.Port,
        StepKind.DecidesFalse => !edge.Port,
        _ => true,
    };

    private string PortOf(RandomEdge edge) => Steps[edge.From] is StepKind.Line or StepKind.Task ? "Done" : edge.Port ? "True" : "False";

    private static JsonObject Step(StepKind kind, string id) => kind switch
    {
        StepKind.Task => RunTask(id, "work"),
        StepKind.Line => Activity(id, "WriteLine", ("text", Literal("String", id))),
        _ => Activity(id, "FlowDecision", ("condition", Literal("Boolean", kind == StepKind.DecidesTrue))),
    };

    private static Gen<RandomFlow> Generator() =>
        from size in Gen.Choose(2, 9)
        from steps in Gen.Elements(Enum.GetValues<StepKind>()).ArrayOf(size)
        from edges in Edge(size).ListOf(size * 2)
        select new RandomFlow(steps, [.. edges.DistinctBy(e => (e.From, e.To))]);

    private static Gen<RandomEdge> Edge(int size) =>
        from to in Gen.Choose(1, size - 1)
        from source in Gen.Choose(0, to - 1)
        from port in Gen.Elements(true, false)
        select new RandomEdge(source, to, port);

    private static IEnumerable<RandomFlow> Shrink(RandomFlow flow) =>
        flow.Edges.Select((_, index) => flow with { Edges = [.. flow.Edges.Where((_, other) => other != index)] });
}
