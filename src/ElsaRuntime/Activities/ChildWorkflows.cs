using System.Text.Json.Nodes;
using ElsaRuntime.Acts;
using ElsaRuntime.Flow;
using ElsaRuntime.State;
using ElsaRuntime.Values;

namespace ElsaRuntime.Activities;

/// <summary>Starts another workflow, which runs when this instance has come to rest.</summary>
internal sealed class DispatchWorkflow : Activity
{
    public const string Kind = "Elsa.DispatchWorkflow";

    public override IReadOnlyList<InputSpec> Inputs => Children.Inputs;

    public override IReadOnlyList<string> Outputs { get; } = ["Result"];

    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var child = await Children.PrepareAsync(context, Children.InputOf(context), context.Text("CorrelationId"), context.Flag("WaitForCompletion"));
        context.Act.Post(new Stimulus.Start(child));
        if (child.IsAwaited)
        {
            context.Wait(Kind, child.InstanceId);
        }
        else
        {
            await context.CompleteAsync();
        }
    }

    public override ValueTask ResumeAsync(ActivityContext context, Bookmark bookmark, JsonNode? input)
    {
        context.Output("Result", ValueJson.FromNode((input as JsonObject)?["WorkflowOutput"]?.DeepClone()));
        return context.CompleteAsync();
    }
}

/// <summary>Runs another workflow in place.</summary>
internal sealed class ExecuteWorkflow : Activity
{
    public const string Kind = "Elsa.ExecuteWorkflow";

    public override IReadOnlyList<InputSpec> Inputs => Children.Inputs;

    public override IReadOnlyList<string> Outputs { get; } = ["Result"];

    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var start = await Children.PrepareAsync(context, Children.InputOf(context), context.Text("CorrelationId"), context.Flag("WaitForCompletion"));
        var child = await context.Act.RunChildAsync(start);
        if (start.IsAwaited && !child.IsFinished)
        {
            context.Wait(Kind, child.Id);
            return;
        }

        context.Output("Result", new JsonObject
        {
            ["WorkflowInstanceId"] = child.Id,
            ["Status"] = child.IsFinished ? "Finished" : "Running",
            ["SubStatus"] = child.SubStatus.ToString(),
            ["Output"] = child.Output.DeepClone(),
        });
        await context.CompleteAsync();
    }

    // Elsa gives an empty record here; the child's true end is what the next step can use.
    public override ValueTask ResumeAsync(ActivityContext context, Bookmark bookmark, JsonNode? input)
    {
        context.Output("Result", new JsonObject
        {
            ["WorkflowInstanceId"] = input?["WorkflowInstanceId"]?.DeepClone(),
            ["Status"] = "Finished",
            ["SubStatus"] = input?["WorkflowSubStatus"]?.DeepClone(),
            ["Output"] = input?["WorkflowOutput"]?.DeepClone(),
        });
        return context.CompleteAsync();
    }
}

/// <summary>Starts another workflow for each item, and may wait for all of them.</summary>
internal sealed class BulkDispatchWorkflows : Activity
{
    public const string Kind = "Elsa.BulkDispatchWorkflows";

    private static readonly InputSpec CorrelationIdFunction = new("CorrelationIdFunction", ElsaType.Text, AutoEvaluate: false);

    public override IReadOnlyList<InputSpec> Inputs { get; } =
    [
        new("WorkflowDefinitionId", ElsaType.Text), new("Items", ElsaType.Object), new("DefaultItemInputKey", ElsaType.Text, "Item"),
        CorrelationIdFunction, new("Input", ElsaType.Dictionary), new("WaitForCompletion", ElsaType.Boolean, true), new("ChannelName", ElsaType.Text),
    ];

    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var items = context.List("Items");
        var waits = context.Flag("WaitForCompletion");
        foreach (var item in items)
        {
            context.Burst.CountStep();
            var input = Merge(Children.InputOf(context), item, context.Text("DefaultItemInputKey") ?? "Item");
            context.Act.Post(new Stimulus.Start(await Children.PrepareAsync(context, input, await CorrelationIdAsync(context, item), waits)));
        }

        context.Run.Properties["DispatchedInstancesCount"] = items.Count;
        if (waits && items.Count > 0)
        {
            context.Wait(Kind, context.Instance.Id, isKept: true);
        }
        else
        {
            await context.CompleteAsync(["Done"]);
        }
    }

    public override ValueTask ResumeAsync(ActivityContext context, Bookmark bookmark, JsonNode? input)
    {
        context.Run.Properties["CompletedInstancesCount"] = context.Run.CountOf("CompletedInstancesCount") + 1;
        var next = Json(input, "WorkflowSubStatus") switch
        {
            "Faulted" => context.Node.ChildAt("childFaulted"),
            "Finished" => context.Node.ChildAt("childCompleted"),
            _ => null,
        };
        return next is null
            ? CompleteIfAllAsync(context)
            : context.ScheduleAsync(next, variables: [new Variable("ChildInstanceId", "ChildInstanceId", ElsaType.Text, Json(input, "WorkflowInstanceId"))]);
    }

    public override ValueTask ChildCompletedAsync(ActivityContext context, ActivityRun child, IReadOnlyList<string>? outcomes, int? tag) =>
        CompleteIfAllAsync(context);

    private static ValueTask CompleteIfAllAsync(ActivityContext context) =>
        context.Run.CountOf("CompletedInstancesCount") >= context.Run.CountOf("DispatchedInstancesCount")
            ? context.CompleteAsync(["Completed", "Done"])
            : ValueTask.CompletedTask;

    private static JsonObject Merge(JsonObject input, JsonNode? item, string key)
    {
        if (item is not JsonObject dictionary)
        {
            input[key] = item?.DeepClone();
            return input;
        }

        foreach (var (name, value) in dictionary)
        {
            input[name] = value?.DeepClone();
        }

        return input;
    }

    // The function sees the item as an argument.
    private static async ValueTask<string?> CorrelationIdAsync(ActivityContext context, JsonNode? item)
    {
        context.Run.Arguments = new Dictionary<string, object?> { [context.Text("DefaultItemInputKey") ?? "Item"] = ValueJson.FromNode(item?.DeepClone()) };
        var value = await context.Burst.EvaluateAsync(context.Run, CorrelationIdFunction);
        context.Run.Arguments = ActivityRun.NoArguments;
        return value as string;
    }

    private static string? Json(JsonNode? input, string name) => Model.Json.Text((input as JsonObject)?[name]);
}

/// <summary>What activities that start other workflows have in common.</summary>
internal static class Children
{
    public static readonly IReadOnlyList<InputSpec> Inputs =
    [
        new("WorkflowDefinitionId", ElsaType.Text), new("CorrelationId", ElsaType.Text), new("Input", ElsaType.Dictionary),
        new("WaitForCompletion", ElsaType.Boolean), new("ChannelName", ElsaType.Text),
    ];

    public static JsonObject InputOf(ActivityContext context) => (JsonObject?)(context.Input("Input") as JsonObject)?.DeepClone() ?? [];

    /// <exception cref="InvalidOperationException">No published version exists.</exception>
    public static async ValueTask<ChildStart> PrepareAsync(ActivityContext context, JsonObject input, string? correlationId, bool isAwaited)
    {
        var definitionId = StorableText.Of(context.Text("WorkflowDefinitionId")) ?? "";
        var definition = await context.Act.FindPublishedAsync(definitionId)
            ?? throw new InvalidOperationException($"No published version of workflow definition with ID {definitionId} found.");
        input["ParentInstanceId"] = context.Instance.Id;
        return new ChildStart(definition, context.Act.NewId(), string.IsNullOrWhiteSpace(correlationId) ? null : StorableText.Key(correlationId), input, context.Instance.Id, isAwaited);
    }
}
