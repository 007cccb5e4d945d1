using System.Text.Json.Nodes;
using ElsaRuntime.Flow;
using ElsaRuntime.State;
using ElsaRuntime.Tasks;
using ElsaRuntime.Values;

namespace ElsaRuntime.Activities;

/// <summary>Asks for a task to be done and waits for its result.</summary>
internal sealed class RunTask : Activity
{
    public const string Kind = "Elsa.RunTask";

    public override IReadOnlyList<InputSpec> Inputs { get; } = [new("TaskName", ElsaType.Text), new("Payload", ElsaType.Dictionary)];

    public override IReadOnlyList<string> Outputs { get; } = ["TaskId", "Result"];

    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        var taskName = context.Text("TaskName") ?? throw new InvalidOperationException("A task needs a name.");
        var taskId = TaskIds.Of(context.Act.NewId(), context.Instance.Id);
        context.Wait(Kind, taskId, taskName);
        context.Output("TaskId", taskId);
        return context.Act.Tasks.RequestAsync(context.Instance, taskId, taskName, ValueJson.ToNode(context.Input("Payload")));
    }

    public override ValueTask ResumeAsync(ActivityContext context, Bookmark bookmark, JsonNode? input)
    {
        context.Output("Result", ValueJson.FromNode(input?.DeepClone()));
        return context.CompleteAsync();
    }
}
