using System.Text.Json.Nodes;
using ElsaRuntime.Flow;
using ElsaRuntime.Values;

namespace ElsaRuntime.Activities;

/// <summary>Completes the workflow around it; loops on the way up are cancelled.</summary>
internal sealed class Complete : Activity
{
    public override IReadOnlyList<InputSpec> Inputs { get; } = [new("Outcomes", ElsaType.Object)];

    public override bool IsTerminal => true;

    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var outcomes = Outcomes(context.Input("Outcomes"));
        foreach (var receiver in context.Run.Ancestors().ToArray())
        {
            if (receiver.Parent is null)
            {
                await context.CompleteAsync();
                await context.Burst.CompleteAsync(receiver, outcomes);
            }
            else if (context.Burst.Registry.Find(receiver.Node.Type)?.IsLoop == true)
            {
                await context.Burst.CancelAsync(receiver);
            }
        }

        await context.CompleteAsync();
    }

    private static IReadOnlyList<string> Outcomes(object? value) => value switch
    {
        string one => [one],
        JsonArray several => [.. several.Select(o => ValueConverter.ToText(ValueJson.FromNode(o) ?? ""))],
        _ => ["Done"],
    };
}
