using System.Text.Json.Nodes;
using ElsaRuntime.Instances;

namespace ElsaRuntime.Tests.Conformance;

/// <summary>One run of one case against the engine in this process.</summary>
public sealed class ConformanceRun(RuntimeHarness runtime, ConformanceCase recorded)
{
    private readonly string prefix = $"t{Guid.NewGuid().ToString("N")[..10]}-";
    private readonly List<string> definitionIds = [];
    private readonly Dictionary<string, InstanceView> seen = [];
    private readonly List<string> labels = [];
    private readonly Dictionary<string, string> knownTasks = [];
    private string? lastTask;

    /// <returns>The first difference, or null.</returns>
    public async Task<string?> CheckAsync()
    {
        var imports = new JsonArray();
        foreach (var model in recorded.Definitions(prefix))
        {
            imports.Add(await PublishAsync(model));
        }

        var found = Comparison.Difference(recorded.Expected["imports"], imports, "imports");
        var steps = recorded.Steps(prefix);
        for (var index = 0; found is null && index < steps.Count; index++)
        {
            found = await StepAsync(index, steps[index]);
        }

        return found ?? Comparison.Difference(SortedFinal(recorded.Expected["final"]!), SortedFinal(Pruned(await FinalAsync(), "final/", [])), "final");
    }

    private async Task<string?> StepAsync(int index, JsonObject step)
    {
        var wanted = recorded.Expected["steps"]![index]!;
        var place = $"step {index + 1} ({step["do"]}) ";
        var answer = await ActAsync(step);
        var state = await LookAsync();
        var omit = step["omit"] is JsonArray own ? own.Select(o => o!.GetValue<string>()).ToList() : [];
        return Comparison.Difference(wanted["response"], Neutral(answer), place + "response")
            ?? Comparison.Difference(SortedState(wanted["instances"]!), SortedState(Pruned(state, "steps/", omit)), place);
    }

    private async Task<JsonObject> ActAsync(JsonObject step)
    {
        switch (Text(step, "do"))
        {
            case "execute":
                return await ExecuteAsync(step);
            case "dispatch":
                return Status(await runtime.ActAsync((engine, tx, ct) => engine.StartAsync(tx, Start(step), ct)) is WorkflowOutcome.NotFound ? 404 : 200);
            case "completeTask":
                lastTask = TaskOf(step);
                await runtime.ActAsync((engine, tx, ct) => engine.CompleteTaskAsync(tx, lastTask, step["result"]?.DeepClone(), ct));
                return Status(200);
            case "triggerEvent":
                await runtime.ActAsync((engine, tx, ct) => engine.RaiseEventAsync(tx, Event(step), ct));
                return Status(200);
            case "cancel":
                await runtime.ActAsync((engine, tx, ct) => engine.CancelAsync(tx, seen[Text(step, "instance")!].Id, ct));
                return Status(200);
            case "publish":
                return await PublishAsync((JsonObject)step["model"]!);
            case "retract":
                await runtime.RetractAsync(Text(step, "definition")!);
                return Status(200);
            case "waitForTimer":
                await runtime.PassAsync(TimeSpan.FromSeconds(step["seconds"]!.GetValue<double>()));
                return [];
            case "request":
                return Status(await RequestAsync(Text(step, "path")!));
            default:
                throw new InvalidOperationException($"Unknown step {step["do"]}.");
        }
    }

    private async Task<JsonObject> ExecuteAsync(JsonObject step)
    {
        var outcome = await runtime.ActAsync((engine, tx, ct) => engine.StartAsync(tx, Start(step), ct));
        return outcome switch
        {
            WorkflowOutcome.Moved moved => new JsonObject
            {
                ["status"] = (moved.FirstRest?.SubStatus ?? moved.First.SubStatus) == "Faulted" ? 500 : 200,
                ["cannotStart"] = false,
                ["state"] = $"{moved.FirstRest?.Status ?? moved.First.Status}/{moved.FirstRest?.SubStatus ?? moved.First.SubStatus}",
            },
            WorkflowOutcome.CannotStart => new JsonObject { ["status"] = 200, ["cannotStart"] = true },
            WorkflowOutcome.NotFound => Status(404),
            _ => throw new InvalidOperationException($"Unexpected outcome {outcome}."),
        };
    }

    // What the REST API answers for things that do not exist, asked of the engine itself.
    private async Task<int> RequestAsync(string path)
    {
        var parts = path.Trim('/').Split('/');
        return parts switch
        {
            ["workflow-instances", _, "journal"] => 200,
            ["workflow-instances", var id, ..] => await runtime.ReadAsync((engine, tx, ct) => engine.FindAsync(tx, id, ct)) is null ? 404 : 200,
            ["workflow-definitions", "by-definition-id", var id] => await runtime.FindDefinitionAsync(id) is null ? 404 : 200,
            ["cancel", "workflow-instances", var id] => await runtime.ActAsync((engine, tx, ct) => engine.CancelAsync(tx, id, ct)) is WorkflowOutcome.NotFound ? 200 : 0,
            _ => throw new InvalidOperationException($"Unknown request {path}."),
        };
    }

    private async Task<JsonObject> PublishAsync(JsonObject model)
    {
        var id = Text(model, "definitionId")!;
        if (!definitionIds.Contains(id))
        {
            definitionIds.Add(id);
        }

        return new JsonObject { ["status"] = 200, ["version"] = await runtime.PublishAsync(model), ["isPublished"] = true };
    }

    private async Task<JsonObject> LookAsync()
    {
        seen.Clear();
        labels.Clear();
        var counts = new Dictionary<string, int>();
        foreach (var (id, definitionId) in await runtime.InstancesOfAsync(definitionIds))
        {
            var name = definitionId[prefix.Length..];
            counts[name] = counts.GetValueOrDefault(name) + 1;
            var label = $"{name}#{counts[name]}";
            seen[label] = (await runtime.ReadAsync((engine, tx, ct) => engine.FindAsync(tx, id, ct)))!;
            labels.Add(label);
        }

        foreach (var bookmark in labels.SelectMany(l => seen[l].Bookmarks).Where(b => b.TaskName is not null))
        {
            knownTasks[bookmark.TaskName!] = bookmark.TaskId!;
        }

        return new JsonObject(labels.Select(l => KeyValuePair.Create(l, (JsonNode?)Neutral(Observation.Of(seen[l])))));
    }

    private async Task<JsonObject> FinalAsync()
    {
        var final = new JsonObject();
        foreach (var label in labels)
        {
            var id = seen[label].Id;
            var journal = await runtime.ReadAsync((engine, tx, ct) => engine.ReadJournalAsync(tx, id, ct));
            var executions = await runtime.ReadAsync((engine, tx, ct) => engine.ReadExecutionsAsync(tx, id, ct));
            final[label] = Neutral(Observation.Of(journal, executions, recorded.IgnoredActivities));
        }

        return final;
    }

    private string TaskOf(JsonObject step)
    {
        var name = Text(step, "taskName");
        if (step["again"] is not null)
        {
            return lastTask!;
        }

        if (Text(step, "taskId") is { } id)
        {
            return id;
        }

        if (step["gone"] is not null)
        {
            return knownTasks[name!];
        }

        var open = labels.Where(l => step["instance"] is null || l == Text(step, "instance"))
            .SelectMany((l, index) => seen[l].Bookmarks.Where(b => b.TaskName == name).OrderBy(b => b.CreatedAt).Select(b => b.TaskId!))
            .ToList();
        return open[(step["occurrence"]?.GetValue<int>() ?? 1) - 1];
    }

    private static StartWorkflow Start(JsonObject step) => new()
    {
        DefinitionId = Text(step, "definition")!,
        VersionOptions = Text(step, "versionOptions"),
        CorrelationId = Text(step, "correlationId"),
        Name = Text(step, "name"),
        TriggerActivityId = Text(step, "triggerActivityId"),
        Input = (JsonObject?)step["input"]?.DeepClone(),
        Variables = (JsonObject?)step["variables"]?.DeepClone(),
    };

    private RaiseEvent Event(JsonObject step) => new(
        Text(step, "eventName")!,
        (JsonObject?)step["input"]?.DeepClone(),
        Text(step, "correlationId"),
        Text(step, "instance") is { } label ? seen[label].Id : null);

    private JsonNode Neutral(JsonNode value) =>
        Comparison.Neutral(value, [.. seen.Select(p => (p.Value.Id, $"%ID:{p.Key}%")), (prefix, ConformanceCase.Run)])!;

    private JsonNode Pruned(JsonNode value, string part, IReadOnlyList<string> more) =>
        Comparison.Prune(value, [.. recorded.Omit.Where(o => o.StartsWith(part, StringComparison.Ordinal)).Select(o => o[part.Length..]), .. more])!;

    private static JsonObject Status(int status) => new() { ["status"] = status };

    private static string? Text(JsonObject json, string name) => json[name]?.GetValue<string>();

    // Bookmarks are a set; sorted the same way on both sides they can be compared as a list.
    private static JsonObject SortedState(JsonNode state)
    {
        var copy = (JsonObject)state.DeepClone();
        foreach (var (_, instance) in copy)
        {
            Observation.Sort((JsonObject)instance!, "bookmarks");
        }

        return copy;
    }

    private JsonObject SortedFinal(JsonNode final)
    {
        var copy = (JsonObject)final.DeepClone();
        foreach (var (_, instance) in recorded.IsExact ? [] : copy)
        {
            Observation.Sort((JsonObject)instance!, "journal");
            Observation.Sort((JsonObject)instance!, "lines");
            foreach (var activity in ((JsonObject)instance!["outcomes"]!).Select(o => o.Key).ToList())
            {
                Observation.Sort((JsonObject)instance["outcomes"]!, activity);
            }
        }

        return copy;
    }
}
