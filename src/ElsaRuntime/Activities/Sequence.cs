using ElsaRuntime.Flow;
using ElsaRuntime.State;

namespace ElsaRuntime.Activities;

/// <summary>Runs its children one after the other.</summary>
internal sealed class Sequence : Activity
{
    public override bool IsContainer => true;

    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        Containers.Declare(context.Run, context.Node.Variables);
        return NextAsync(context, null);
    }

    public override ValueTask ChildCompletedAsync(ActivityContext context, ActivityRun child, IReadOnlyList<string>? outcomes, int? tag) =>
        context.Run.IsBreaking || context.Burst.Registry.Find(child.Node.Type)?.IsTerminal == true
            ? context.CompleteAsync()
            : NextAsync(context, child);

    public override bool Break(ActivityRun run)
    {
        run.IsBreaking = true;
        return false;
    }

    private static ValueTask NextAsync(ActivityContext context, ActivityRun? completed)
    {
        var index = context.Run.CountOf("CurrentIndex");
        if (index >= context.Node.Children.Count)
        {
            return context.CompleteAsync();
        }

        context.Run.Properties["CurrentIndex"] = index + 1;
        return context.ScheduleAsync(context.Node.Children[index], scheduler: completed);
    }
}
