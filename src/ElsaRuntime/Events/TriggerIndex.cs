using System.Globalization;
using ElsaRuntime.Model;
using ElsaRuntime.Timers;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ElsaRuntime.Events;

/// <summary>Keeps what starts the published workflows: events by name, and times.</summary>
public sealed class TriggerIndex(TimeProvider time, IOptions<ElsaRuntimeOptions> options)
{
    /// <summary>Makes the triggers of a definition those of this version. Call it in the transaction that publishes.</summary>
    public async Task ReplaceAsync(NpgsqlTransaction transaction, WorkflowDefinition definition, CancellationToken cancellationToken)
    {
        await RemoveAsync(transaction, definition.DefinitionId, cancellationToken);
        var triggers = Triggers(definition).ToList();
        if (triggers.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(
            """
            insert into elsa.trigger (definition_id, definition_version_id, activity_id, kind, key, due_at)
            select $1, $2, t.* from unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[]) t
            on conflict do nothing
            """, transaction.Connection, transaction)
        {
            Parameters =
            {
                new() { Value = definition.DefinitionId },
                new() { Value = definition.VersionId },
                new() { Value = triggers.ConvertAll(t => t.ActivityId) },
                new() { Value = triggers.ConvertAll(t => t.Kind) },
                new() { Value = triggers.ConvertAll(t => t.Key) },
                new() { Value = triggers.ConvertAll(t => t.DueAt) },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Takes the triggers of a definition away: it was retracted or deleted.</summary>
    public static async Task RemoveAsync(NpgsqlTransaction transaction, string definitionId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "delete from elsa.trigger where definition_id = $1", transaction.Connection, transaction)
        {
            Parameters = { new() { Value = definitionId } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // Before a start there is nothing an expression could read, so only literal names and times make triggers.
    private IEnumerable<Trigger> Triggers(WorkflowDefinition definition)
    {
        foreach (var node in definition.Nodes.Where(n => n.CanStartWorkflow))
        {
            var input = node.Type switch
            {
                "Elsa.Event" => "EventName",
                "Elsa.Timer" => "Interval",
                "Elsa.Cron" => "CronExpression",
                "Elsa.StartAt" => "DateTime",
                _ => null,
            };
            if (input is not null && node.Inputs.TryGetValue(input, out var binding) && binding.Expression is { Type: "Literal", Text: { Length: > 0 } key })
            {
                yield return new Trigger(node.Id, node.Type, key, FirstDue(node.Type, key));
            }
        }
    }

    private DateTimeOffset? FirstDue(string kind, string key) =>
        kind == "Elsa.StartAt" && DateTimeOffset.TryParse(key, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.ToUniversalTime()
            : DueTriggers.Next(kind, key, time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone));

    private sealed record Trigger(string ActivityId, string Kind, string Key, DateTimeOffset? DueAt);
}
