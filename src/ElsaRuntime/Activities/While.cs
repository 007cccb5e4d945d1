using ElsaRuntime.Flow;
using ElsaRuntime.State;
using ElsaRuntime.Values;

namespace ElsaRuntime.Activities;

/// <summary>Runs its body while a condition holds, asked before every round.</summary>
internal sealed class While : Activity
{
    private static readonly InputSpec Condition = new("Condition", ElsaType.Boolean, false, AutoEvaluate: false);

    public override IReadOnlyList<InputSpec> Inputs { get; } = [Condition];

    public override bool IsLoop => true;

    public override ValueTask ExecuteAsync(ActivityContext context) => RoundAsync(context, null);

    public override ValueTask ChildCompletedAsync(ActivityContext context, ActivityRun child, IReadOnlyList<string>? outcomes, int? tag) =>
        RoundAsync(context, child);

    private static async ValueTask RoundAsync(ActivityContext context, ActivityRun? completed)
    {
        while (!context.Run.IsBreaking && ValueConverter.ToBoolean(await context.Burst.EvaluateAsync(context.Run, Condition)))
        {
            if (context.Node.ChildAt("body") is { } body)
            {
                await context.ScheduleAsync(body, scheduler: completed);
                return;
            }

            // Without a body a round is over as soon as it began; only the step limit ends such a loop.
            context.Burst.CountStep();
        }

        await context.CompleteAsync();
    }
}
