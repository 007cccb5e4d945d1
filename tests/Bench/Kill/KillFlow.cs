using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Bench.Engine;
using Npgsql;

namespace Bench.Kill;

/// <summary>
/// What is killed in the middle of: a task, then an event, a timer and a second task beside each other, a join of all, a loop
/// and the end.
/// </summary>
internal static class KillFlow
{
    public const string Definition = "bench-kill";

    /// <summary>The event that all wait for.</summary>
    public const string Event = "bench-kill-event";

    private const string OpenTasks = """
        select b->>'key' from (select state from elsa.workflow_instance where definition_id = $1 and status = 'Running' order by random() limit $2) i,
            json_array_elements(i.state->'bookmarks') b where b->>'kind' = 'Elsa.RunTask'
        """;

    private const string OpenTaskOf = """
        select b->>'key' from elsa.workflow_instance i, json_array_elements(i.state->'bookmarks') b where i.id = $1 and b->>'detail' = $2
        """;

    public static async Task PublishAsync(KilledHouse house, CancellationToken stop)
    {
        using var answer = await house.AskAsync(HttpMethod.Post, "workflow-definitions", new JsonObject { ["model"] = BenchDefinitions.KillFlow(Definition, Event), ["publish"] = true }, stop)
            ?? throw new InvalidOperationException("the definition was not published");
    }

    /// <summary>An instance's id, or null when the start was not acknowledged.</summary>
    public static async Task<string?> StartAsync(KilledHouse house, CancellationToken stop)
    {
        using var answer = await house.AskAsync(HttpMethod.Post, $"workflow-definitions/{Definition}/execute", new JsonObject(), stop);
        return answer?.Headers.GetValues("x-elsa-workflow-instance-id").Single();
    }

    public static async Task<bool> CompleteAsync(KilledHouse house, string task, JsonNode? result, CancellationToken stop)
    {
        using var answer = await house.AskAsync(HttpMethod.Post, $"tasks/{task}/complete", new JsonObject { ["result"] = result }, stop);
        return answer is not null;
    }

    public static async Task<bool> RaiseAsync(KilledHouse house, string name, CancellationToken stop)
    {
        using var answer = await house.AskAsync(HttpMethod.Post, $"events/{name}/trigger", new JsonObject(), stop);
        return answer is not null;
    }

    /// <summary>Open tasks of some running instances, in no order; none while the database is away.</summary>
    public static async Task<List<string>> OpenTasksAsync(KilledHouse house, int most, CancellationToken stop) =>
        await TryReadAsync(house, OpenTasks, stop, Definition, most) ?? [];

    /// <summary>The open task of this name of one instance, if it has one; null while the database is away.</summary>
    public static Task<List<string>?> OpenTaskAsync(KilledHouse house, string instance, string name, CancellationToken stop) =>
        TryReadAsync(house, OpenTaskOf, stop, instance, name);

    /// <summary>One instance without a disturbance: its steps are those of all.</summary>
    public static async Task<List<string>> RunOneAsync(KilledHouse house, CancellationToken stop)
    {
        var instance = await StartAsync(house, stop) ?? throw new InvalidOperationException("the first instance was not started");
        await WorkOffAsync(house, stop);
        return await StepsAsync(house, instance, stop);
    }

    /// <summary>Completes all tasks and raises the event until everything has finished.</summary>
    public static async Task WorkOffAsync(KilledHouse house, CancellationToken stop)
    {
        while (await KillVerdict.NumberAsync(house.Database, "select count(*) from elsa.workflow_instance where definition_id = $1 and status = 'Running'", stop, Definition) > 0)
        {
            await Parallel.ForEachAsync(await OpenTasksAsync(house, 1_000, stop), stop, async (task, token) => await CompleteAsync(house, task, true, token));
            await RaiseAsync(house, Event, stop);
            await Task.Delay(TimeSpan.FromMilliseconds(300), stop);
        }
    }

    /// <summary>What happened to an instance, as the API tells it, in the alphabet's order: branches come in any.</summary>
    public static async Task<List<string>> StepsAsync(KilledHouse house, string instance, CancellationToken stop)
    {
        var steps = new List<string>();
        for (int page = 0, total = 1; steps.Count < total; page++)
        {
            var journal = await JournalAsync(house, instance, page, stop);
            total = (int)journal["totalCount"]!;
            steps.AddRange(journal["items"]!.AsArray().Select(entry => $"{entry!["activityId"]} {entry["eventName"]}"));
        }

        steps.Sort(StringComparer.Ordinal);
        return steps;
    }

    private static async Task<JsonObject> JournalAsync(KilledHouse house, string instance, int page, CancellationToken stop)
    {
        // A server that has just come back may not take everybody at once.
        HttpResponseMessage? answer;
        while ((answer = await house.AskAsync(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"workflow-instances/{instance}/journal?page={page}&pageSize=200"), null, stop)) is null)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), stop);
        }

        using var given = answer;
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(stop))!;
    }

    private static async Task<List<string>?> TryReadAsync(KilledHouse house, string sql, CancellationToken stop, params object[] values)
    {
        try
        {
            return await KillVerdict.ReadAsync(house.Database, sql, stop, values);
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }
}
