using System.Text.Json.Nodes;
using ElsaRuntime.Flow;
using ElsaRuntime.State;
using ElsaRuntime.Values;

namespace ElsaRuntime.Activities;

/// <summary>Runs its body for all items at once and completes when all have.</summary>
internal sealed class ParallelForEach : Activity
{
    // Any value, as in Elsa: what is no list (JSON text included) has no items. Neither is it a loop that a Break leaves.
    public override IReadOnlyList<InputSpec> Inputs { get; } = [new("Items", ElsaType.Object)];

    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var items = context.List("Items");
        var body = context.Node.ChildAt("body");
        if (items.Count == 0 || body is null)
        {
            await context.CompleteAsync();
            return;
        }

        context.Run.Properties["Scheduled"] = items.Count;
        context.Run.Properties["CompletedTags"] = new JsonArray();
        for (var index = 0; index < items.Count; index++)
        {
            await context.ScheduleAsync(body, index, Items.Variables(ValueJson.FromNode(items[index]), index));
        }
    }

    // Callbacks are matched by activity, not by item; so it is counted how many have come, not which.
    public override ValueTask ChildCompletedAsync(ActivityContext context, ActivityRun child, IReadOnlyList<string>? outcomes, int? tag)
    {
        var completed = (JsonArray)context.Run.Properties["CompletedTags"]!;
        completed.Add(tag ?? 0);
        return completed.Count >= context.Run.CountOf("Scheduled") ? context.CompleteAsync() : ValueTask.CompletedTask;
    }
}
