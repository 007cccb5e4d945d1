using System.Text.Json.Nodes;
using ElsaRuntime.Activities;
using ElsaRuntime.State;
using Npgsql;
using NpgsqlTypes;

namespace ElsaRuntime.Acts;

/// <summary>
/// Events that resumed nobody. Each is given to the first matching bookmark that appears, once. One that is kept while
/// another transaction is just about to wait for it meets its bookmark in the next sweep.
/// </summary>
internal sealed class KeptEvents(NpgsqlTransaction transaction, EngineServices services, CancellationToken cancellationToken)
{
    private readonly List<Stimulus.Event> added = [];
    private readonly List<KeptMatch> due = [];
    private readonly HashSet<(string, int)> asked = [];

    /// <summary>Events of this act that are to be stored.</summary>
    public IReadOnlyList<Stimulus.Event> Added => added;

    public DateTimeOffset ExpiresAt => services.Time.GetUtcNow() + services.Options.KeptEventLifetime;

    /// <summary>False when it is known that no event was kept when the act began; spares a question.</summary>
    public bool MayBeStored { get; set; } = true;

    public void Add(Stimulus.Event stimulus) => added.Add(stimulus);

    /// <summary>Notes a stored event that somebody else has found to be for a bookmark.</summary>
    public void Add(KeptMatch match) => due.Add(match);

    /// <summary>Stored events that bookmarks of this act have waited for; they are given when the act itself is written.</summary>
    public IReadOnlyList<KeptMatch> Due => due;

    /// <summary>
    /// Gives events of this act to bookmarks that are new, and notes which stored ones are for them. Returns whether any was given.
    /// </summary>
    public async ValueTask<bool> DeliverAsync(Act act, IReadOnlyList<WorkflowInstance> instances)
    {
        var waiting = instances.Where(i => !i.IsFinished)
            .SelectMany(i => i.Bookmarks.Where(b => b.Kind == WaitForEvent.Kind && !i.StoredBookmarks.Contains(b.Number) && asked.Add((i.Id, b.Number))).Select(b => (Instance: i, Bookmark: b)))
            .ToList();
        var delivered = false;
        var stored = await TakeAsync(waiting);
        stored.RemoveAll(s => due.Exists(d => d.Id == s.Id));
        foreach (var (instance, bookmark) in waiting)
        {
            if (instance.IsFinished || !instance.Bookmarks.Contains(bookmark))
            {
                continue;
            }

            if (stored.FindIndex(s => Matches(s.Event, instance, bookmark)) is >= 0 and var index)
            {
                due.Add(new KeptMatch(stored[index].Id, stored[index].Event, instance.Id, bookmark.Number));
                stored.RemoveAt(index);
            }
            else if (added.Find(e => Matches(e, instance, bookmark)) is { } own)
            {
                delivered = true;
                added.Remove(own);
                await act.ResumeAsync(instance, bookmark, own.Input ?? new JsonObject());
            }
        }

        return delivered;
    }

    /// <summary>Takes a stored event out of the store.</summary>
    public async ValueTask DeleteAsync(long id)
    {
        await using var command = new NpgsqlCommand("delete from elsa.kept_event where id = $1", transaction.Connection, transaction)
        {
            Parameters = { new() { Value = id, NpgsqlDbType = NpgsqlDbType.Bigint } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static bool Matches(Stimulus.Event stimulus, WorkflowInstance instance, Bookmark bookmark) =>
        stimulus.Name == bookmark.Key
        && (stimulus.CorrelationId is null || stimulus.CorrelationId == instance.CorrelationId)
        && (stimulus.InstanceId is null || stimulus.InstanceId == instance.Id);

    private async ValueTask<List<(long Id, Stimulus.Event Event)>> TakeAsync(List<(WorkflowInstance Instance, Bookmark Bookmark)> waiting)
    {
        if (waiting.Count == 0 || !MayBeStored)
        {
            return [];
        }

        await using var command = new NpgsqlCommand(
            """
            select id, event_name, correlation_id, instance_id, input from elsa.kept_event
            where event_name = any($1) and expires_at > $2
              and (instance_id is null or instance_id = any($3)) and (correlation_id is null or correlation_id = any($4))
            order by id limit 500 for update skip locked
            """, transaction.Connection, transaction)
        {
            Parameters =
            {
                new() { Value = waiting.Select(w => w.Bookmark.Key).Distinct(StringComparer.Ordinal).ToArray() },
                new() { Value = services.Time.GetUtcNow() },
                new() { Value = waiting.Select(w => w.Instance.Id).Distinct(StringComparer.Ordinal).ToArray() },
                new() { Value = waiting.Select(w => w.Instance.CorrelationId).OfType<string>().Distinct(StringComparer.Ordinal).ToArray() },
            },
        };
        var found = new List<(long, Stimulus.Event)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add((reader.GetInt64(0), new Stimulus.Event(
                reader.GetString(1),
                reader.IsDBNull(4) ? null : JsonNode.Parse(reader.GetString(4)),
                reader.IsDBNull(2) ? null : reader.GetString(2),
                reader.IsDBNull(3) ? null : reader.GetString(3))));
        }

        return found;
    }
}
