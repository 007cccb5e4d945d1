using System.Text.Json.Nodes;
using ElsaRuntime.Flow;
using ElsaRuntime.State;
using ElsaRuntime.Values;

namespace ElsaRuntime.Activities;

/// <summary>Runs its body for each item, one after the other.</summary>
internal sealed class ForEach : Activity
{
    public override IReadOnlyList<InputSpec> Inputs { get; } = [new("Items", ElsaType.ListOfObject)];

    public override IReadOnlyList<string> Outputs { get; } = ["CurrentValue"];

    public override bool IsLoop => true;

    public override ValueTask ExecuteAsync(ActivityContext context) => RoundAsync(context);

    public override ValueTask ChildCompletedAsync(ActivityContext context, ActivityRun child, IReadOnlyList<string>? outcomes, int? tag) =>
        RoundAsync(context);

    private static async ValueTask RoundAsync(ActivityContext context)
    {
        var index = context.Run.CountOf("CurrentIndex");
        var items = ItemsOf(context);
        if (context.Run.IsBreaking || index >= items.Count)
        {
            await context.CompleteAsync();
            return;
        }

        var current = ValueJson.FromNode(items[index]);
        context.Output("CurrentValue", current);
        context.Run.Properties["CurrentIndex"] = index + 1;
        if (context.Node.ChildAt("body") is not { } body)
        {
            await context.CompleteAsync();
            return;
        }

        await context.ScheduleAsync(body, variables: Items.Variables(current, index));
    }

    // Nothing said is an empty list; an expression that comes to nothing is a fault.
    private static JsonArray ItemsOf(ActivityContext context)
    {
        var source = context.Input("Items");
        if (context.Node.Inputs.TryGetValue("Items", out var binding) && binding.Expression is not null)
        {
            ArgumentNullException.ThrowIfNull(source);
        }

        return source as JsonArray ?? [];
    }
}

/// <summary>What loops over items give to their bodies.</summary>
internal static class Items
{
    public static IReadOnlyList<Variable> Variables(object? value, int index) =>
    [
        new Variable("CurrentIndex", "CurrentIndex", ElsaType.Object, index),
        new Variable("CurrentValue", "CurrentValue", ElsaType.Object, value is JsonNode node ? node.DeepClone() : value),
    ];
}
