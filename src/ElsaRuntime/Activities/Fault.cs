using ElsaRuntime.Flow;
using ElsaRuntime.Values;

namespace ElsaRuntime.Activities;

/// <summary>Faults on purpose.</summary>
internal sealed class Fault : Activity
{
    public override IReadOnlyList<InputSpec> Inputs { get; } =
    [
        new("Code", ElsaType.Text), new("Category", ElsaType.Text), new("FaultType", ElsaType.Text), new("Message", ElsaType.Text),
    ];

    public override ValueTask ExecuteAsync(ActivityContext context) => throw new FaultException(
        context.Text("Code") ?? "0",
        context.Text("Category") ?? "General",
        context.Text("FaultType") ?? "System",
        context.Text("Message"));
}
