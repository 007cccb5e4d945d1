using System.Globalization;
using System.Text.Json.Nodes;
using ElsaRuntime.Instances;
using ElsaRuntime.Model;
using ElsaRuntime.State;
using Npgsql;

namespace ElsaRuntime.Storage;

/// <summary>Folds the segments of an instance's journal into entries and executions.</summary>
internal sealed class JournalReader
{
    private readonly string instanceId;
    private readonly WorkflowDefinition? definition;
    private readonly List<WorkflowDefinition> earlier = [];
    private readonly SortedDictionary<int, JsonObject> runs = [];
    private readonly List<(JsonArray Entry, DateTimeOffset Start)> entries = [];
    private readonly Dictionary<int, DateTimeOffset> starts = [];

    private JournalReader(string instanceId, WorkflowDefinition? definition)
    {
        this.instanceId = instanceId;
        this.definition = definition;
    }

    public static async Task<JournalReader> ReadAsync(NpgsqlTransaction transaction, DefinitionCatalog catalog, string instanceId, CancellationToken cancellationToken)
    {
        var segments = new List<string>();
        string? versionId = null;
        await using (var command = new NpgsqlCommand(
            """
            select i.definition_version_id, j.entries from elsa.workflow_instance i join elsa.journal j on j.instance_id = i.id
            where i.id = $1 order by j.burst
            """, transaction.Connection, transaction)
        { Parameters = { new() { Value = instanceId } } })
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                versionId = reader.GetString(0);
                segments.Add(reader.GetString(1));
            }
        }

        var definition = versionId is null ? null : await catalog.FindVersionAsync(transaction, versionId, cancellationToken);
        var journal = new JournalReader(instanceId, definition);
        segments.ForEach(journal.Fold);
        if (definition is not null && journal.runs.Values.Any(run => journal.NodeOf(run).Node is null))
        {
            await journal.TakeEarlierAsync(transaction, catalog, definition, cancellationToken);
        }

        return journal;
    }

    public IReadOnlyList<JournalRecord> Records() => [.. entries.Select(e => Record(e.Entry, e.Start))];

    public IReadOnlyList<ActivityExecutionRecord> Executions() => [.. runs.Select(r => Execution(r.Key, r.Value))];

    /// <summary>An instance that was moved to another version has run activities that only earlier ones know.</summary>
    private async Task TakeEarlierAsync(
        NpgsqlTransaction transaction, DefinitionCatalog catalog, WorkflowDefinition current, CancellationToken cancellationToken)
    {
        var versions = await Definitions.DefinitionStore.VersionsAsync(transaction, current.DefinitionId, cancellationToken);
        foreach (var version in versions.Where(v => v.Version < current.Version))
        {
            earlier.Add((await catalog.FindVersionAsync(transaction, version.Id, cancellationToken))!);
        }
    }

    private void Fold(string segment)
    {
        var json = JsonNode.Parse(segment)!;
        var start = json["t"]!.GetValue<DateTimeOffset>();
        entries.AddRange(((JsonArray)json["e"]!).Select(e => ((JsonArray)e!, start)));
        foreach (var run in ((JsonArray)json["x"]!).OfType<JsonObject>())
        {
            // The last word about a run counts.
            var number = run["n"]!.GetValue<int>();
            runs[number] = run;
            starts[number] = start;
        }
    }

    private JournalRecord Record(JsonArray entry, DateTimeOffset start)
    {
        var sequence = entry[0]!.GetValue<long>();
        var number = entry[1]!.GetValue<int>();
        var run = runs[number];
        var (nodeId, node) = NodeOf(run);
        return new JournalRecord(
            string.Create(CultureInfo.InvariantCulture, $"{instanceId}-j{sequence}"),
            WorkflowInstance.RunId(instanceId, number),
            RunId(run["p"]),
            node?.Id ?? LastId(nodeId),
            node?.Type ?? "",
            node?.TypeVersion ?? 1,
            node?.Name,
            nodeId,
            start.AddMicroseconds(entry[3]!.GetValue<long>()),
            sequence,
            entry[2]!.GetValue<string>(),
            entry.Count > 4 ? entry[4]!.GetValue<string>() : null);
    }

    private ActivityExecutionRecord Execution(int number, JsonObject run)
    {
        var start = starts[number];
        var (nodeId, node) = NodeOf(run);
        var scheduler = run["s"]?.GetValue<int>();
        return new ActivityExecutionRecord(
            WorkflowInstance.RunId(instanceId, number),
            instanceId,
            node?.Id ?? LastId(nodeId),
            nodeId,
            node?.Type ?? "",
            node?.TypeVersion ?? 1,
            node?.Name,
            (JsonObject?)run["i"]?.DeepClone(),
            (JsonObject?)run["o"]?.DeepClone(),
            run["u"] is { } outcomes ? new JsonObject { ["Outcomes"] = outcomes.DeepClone() } : null,
            null,
            start.AddMicroseconds(run["b"]!.GetValue<long>()),
            run["e"] is { } end ? start.AddMicroseconds(end.GetValue<long>()) : null,
            run["w"] is not null,
            ((RunStatus)run["k"]!.GetValue<int>()).ToString(),
            run["f"]?.GetValue<int>() ?? 0,
            RunId(run["s"]),
            scheduler is { } by && runs.TryGetValue(by, out var other) ? NodeOf(other).Node?.Id : null,
            run["d"]?.GetValue<int>() ?? 0,
            Json.Text(run["m"]));
    }

    private (string NodeId, ActivityNode? Node) NodeOf(JsonObject run)
    {
        var nodeId = run["a"]!.GetValue<string>();
        return (nodeId, definition?.NodesByNodeId.GetValueOrDefault(nodeId)
            ?? earlier.Select(version => version.NodesByNodeId.GetValueOrDefault(nodeId)).FirstOrDefault(node => node is not null));
    }

    private string? RunId(JsonNode? number) => number is null ? null : WorkflowInstance.RunId(instanceId, number.GetValue<int>());

    private static string LastId(string nodeId) => nodeId[(nodeId.LastIndexOf(':') + 1)..];
}
