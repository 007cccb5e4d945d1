using System.Text.Json.Nodes;
using ElsaRuntime.Flow;
using ElsaRuntime.Model;
using ElsaRuntime.State;

namespace ElsaRuntime.Activities;

/// <summary>Starts all its branches and completes with the first or with all of them.</summary>
internal sealed class Fork : Activity
{
    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        if (context.Node.Children.Count == 0)
        {
            await context.CompleteAsync();
            return;
        }

        foreach (var branch in context.Node.Children)
        {
            await context.ScheduleAsync(branch);
        }
    }

    public override ValueTask ChildCompletedAsync(ActivityContext context, ActivityRun child, IReadOnlyList<string>? outcomes, int? tag)
    {
        var completed = context.Run.Properties["Completed"] as JsonArray ?? [];
        context.Run.Properties["Completed"] = completed.Parent is null ? completed : completed.DeepClone();
        completed = (JsonArray)context.Run.Properties["Completed"]!;
        if (!IsIn(completed, child.Node.Id))
        {
            completed.Add(child.Node.Id);
        }

        var isOver = context.Run.IsBreaking || WaitsForAny(context.Node) || context.Node.Children.TrueForAll(branch => IsIn(completed, branch.Id));
        return isOver ? context.CompleteAsync() : ValueTask.CompletedTask;
    }

    public override bool Break(ActivityRun run)
    {
        run.IsBreaking = true;
        return false;
    }

    private static bool IsIn(JsonArray ids, string id) => ids.Any(known => known!.GetValue<string>() == id);

    // The join mode is a plain property: its name, or its number (1 = WaitAny).
    private static bool WaitsForAny(ActivityNode node) =>
        node.Source["joinMode"] is JsonValue mode && (mode.ToString() is "WaitAny" or "1");
}
