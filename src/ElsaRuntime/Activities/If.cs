using ElsaRuntime.Flow;
using ElsaRuntime.State;
using ElsaRuntime.Values;

namespace ElsaRuntime.Activities;

/// <summary>Runs one of two children.</summary>
internal sealed class If : Activity
{
    public override IReadOnlyList<InputSpec> Inputs { get; } = [new("Condition", ElsaType.Boolean, false)];

    public override IReadOnlyList<string> Outputs { get; } = ["Result"];

    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        var holds = context.Flag("Condition");
        context.Output("Result", holds);
        return context.ScheduleAsync(context.Node.ChildAt(holds ? "then" : "else"));
    }

    public override ValueTask ChildCompletedAsync(ActivityContext context, ActivityRun child, IReadOnlyList<string>? outcomes, int? tag) =>
        context.CompleteAsync();
}
