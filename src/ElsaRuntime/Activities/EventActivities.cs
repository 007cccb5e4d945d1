using System.Text.Json.Nodes;
using ElsaRuntime.Acts;
using ElsaRuntime.Flow;
using ElsaRuntime.State;
using ElsaRuntime.Values;

namespace ElsaRuntime.Activities;

/// <summary>Waits for an event by name, unless that event has just started the workflow.</summary>
internal sealed class WaitForEvent : Activity
{
    public const string Kind = "Elsa.Event";

    public override IReadOnlyList<InputSpec> Inputs { get; } = [new("EventName", ElsaType.Text)];

    public override IReadOnlyList<string> Outputs { get; } = ["Result"];

    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        if (context.IsTrigger)
        {
            return ReceiveAsync(context, context.Act.TakeTriggerInput(context.Instance));
        }

        context.Wait(Kind, context.Text("EventName") ?? "");
        return ValueTask.CompletedTask;
    }

    public override ValueTask ResumeAsync(ActivityContext context, Bookmark bookmark, JsonNode? input) => ReceiveAsync(context, input);

    private static ValueTask ReceiveAsync(ActivityContext context, JsonNode? input)
    {
        context.Output("Result", ValueJson.FromNode(input?.DeepClone()));
        return context.CompleteAsync();
    }
}

/// <summary>Raises an event; it is delivered when this instance has come to rest.</summary>
internal sealed class PublishEvent : Activity
{
    public override IReadOnlyList<InputSpec> Inputs { get; } =
    [
        new("EventName", ElsaType.Text), new("CorrelationId", ElsaType.Text), new("IsLocalEvent", ElsaType.Boolean), new("Payload", ElsaType.Object),
    ];

    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        var correlationId = context.Text("CorrelationId");
        context.Act.Post(new Stimulus.Event(
            StorableText.Key(context.Text("EventName")) ?? "",
            ValueJson.ToNode(context.Input("Payload")),
            string.IsNullOrWhiteSpace(correlationId) ? null : StorableText.Key(correlationId),
            context.Flag("IsLocalEvent") ? context.Instance.Id : null));
        return context.CompleteAsync();
    }
}
