using System.Text.Json.Nodes;
using ElsaRuntime.Flow;
using ElsaRuntime.Values;

namespace ElsaRuntime.Activities;

/// <summary>Leaves by True or False.</summary>
internal sealed class FlowDecision : Activity
{
    public override IReadOnlyList<InputSpec> Inputs { get; } = [new("Condition", ElsaType.Boolean, false)];

    public override ValueTask ExecuteAsync(ActivityContext context) => context.CompleteAsync([context.Flag("Condition") ? "True" : "False"]);
}

/// <summary>Leaves by the label of the first matching case (or of all), or by Default.</summary>
internal sealed class FlowSwitch : Activity
{
    public override IReadOnlyList<InputSpec> Inputs { get; } = [new("Mode", ElsaType.Text)];

    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var matching = await Cases.MatchingAsync(context);
        await context.CompleteAsync(matching.Count > 0 ? [.. matching.Select(c => c.Label)] : ["Default"]);
    }
}

/// <summary>Leaves by all the branches it names.</summary>
internal sealed class FlowFork : Activity
{
    public override IReadOnlyList<InputSpec> Inputs { get; } = [new("Branches", ElsaType.ListOfText)];

    public override ValueTask ExecuteAsync(ActivityContext context) =>
        context.CompleteAsync(context.Input("Branches") is JsonArray branches ? [.. branches.Select(b => b?.GetValue<string>() ?? "")] : ["Done"]);
}

/// <summary>Brings branches together; when it runs is decided by the flowchart.</summary>
internal sealed class FlowJoin : Activity
{
    public static readonly InputSpec Mode = new("Mode", ElsaType.Text, "WaitAny");

    public override IReadOnlyList<InputSpec> Inputs { get; } = [Mode];

    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        if (!context.Burst.UsesTokens && context.Run.Parent is { } flowchart && flowchart.Node.Type == "Elsa.Flowchart")
        {
            await Flowchart.CancelAncestorsAsync(context.Burst.ContextOf(flowchart), context.Node);
        }

        await context.CompleteAsync();
    }
}
