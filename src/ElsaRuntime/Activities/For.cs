using ElsaRuntime.Flow;
using ElsaRuntime.State;
using ElsaRuntime.Values;

namespace ElsaRuntime.Activities;

/// <summary>Counts from a start to an end and runs its body with each number.</summary>
internal sealed class For : Activity
{
    public override IReadOnlyList<InputSpec> Inputs { get; } =
    [
        new("Start", ElsaType.Integer, 0), new("End", ElsaType.Integer, 0), new("Step", ElsaType.Integer, 1), new("OuterBoundInclusive", ElsaType.Boolean, true),
    ];

    public override IReadOnlyList<string> Outputs { get; } = ["CurrentValue"];

    public override bool IsLoop => true;

    // Without a body Elsa neither counts nor completes.
    public override ValueTask ExecuteAsync(ActivityContext context) =>
        context.Node.ChildAt("body") is null ? ValueTask.CompletedTask : RoundAsync(context);

    public override ValueTask ChildCompletedAsync(ActivityContext context, ActivityRun child, IReadOnlyList<string>? outcomes, int? tag) =>
        RoundAsync(context);

    private static async ValueTask RoundAsync(ActivityContext context)
    {
        var run = context.Run;
        var step = context.Number("Step");
        var current = run.Properties.ContainsKey("CurrentStep") ? checked(run.CountOf("CurrentStep") + step) : context.Number("Start");
        if (run.IsBreaking || !IsWithin(current, context.Number("End"), step, context.Flag("OuterBoundInclusive")))
        {
            await context.CompleteAsync();
            return;
        }

        await context.ScheduleAsync(context.Node.ChildAt("body"), variables: [new Variable("CurrentValue", "CurrentValue", ElsaType.Object, current)]);
        run.Properties["CurrentStep"] = current;
        context.Output("CurrentValue", current);
    }

    private static bool IsWithin(int current, int end, int step, bool inclusive) =>
        (inclusive && current == end) || (step >= 0 ? current < end : current > end);
}
