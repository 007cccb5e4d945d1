using System.Text.Json.Nodes;
using ElsaRuntime.Flow;
using ElsaRuntime.Model;
using ElsaRuntime.State;
using ElsaRuntime.Values;

namespace ElsaRuntime.Activities;

/// <summary>Runs the child of the first matching case (or of all), or the default.</summary>
internal sealed class Switch : Activity
{
    public override IReadOnlyList<InputSpec> Inputs { get; } = [new("Mode", ElsaType.Text)];

    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var matching = await Cases.MatchingAsync(context);
        var scheduled = matching.Count > 0
            ? matching.Select(c => c.Activity).OfType<ActivityNode>().ToList()
            : context.Node.ChildAt("default") is { } otherwise ? [otherwise] : [];
        context.Run.Properties["ScheduledActivityIds"] = new JsonArray([.. scheduled.Select(a => JsonValue.Create(a.Id))]);
        foreach (var child in scheduled)
        {
            await context.ScheduleAsync(child);
        }

        if (scheduled.Count == 0)
        {
            await context.CompleteAsync();
        }
    }

    public override ValueTask ChildCompletedAsync(ActivityContext context, ActivityRun child, IReadOnlyList<string>? outcomes, int? tag)
    {
        var open = (JsonArray)context.Run.Properties["ScheduledActivityIds"]!;
        var found = open.FirstOrDefault(id => id!.GetValue<string>() == child.Node.Id);
        return found is not null && open.Remove(found) && open.Count == 0 ? context.CompleteAsync() : ValueTask.CompletedTask;
    }
}

/// <summary>Evaluates the cases of a switch.</summary>
internal static class Cases
{
    /// <summary>All conditions are evaluated, as in Elsa, even after one has matched.</summary>
    public static async ValueTask<List<SwitchCase>> MatchingAsync(ActivityContext context)
    {
        var matching = new List<SwitchCase>();
        foreach (var item in context.Node.Cases)
        {
            if (item.Condition is { } condition && ValueConverter.ToBoolean(await context.Burst.Expressions.EvaluateAsync(context, condition, ElsaType.Boolean)))
            {
                matching.Add(item);
            }
        }

        return IsMatchAny(context.Text("Mode")) ? matching : matching[..Math.Min(1, matching.Count)];
    }

    private static bool IsMatchAny(string? mode) => string.Equals(mode, "MatchAny", StringComparison.OrdinalIgnoreCase) || mode == "1";
}
