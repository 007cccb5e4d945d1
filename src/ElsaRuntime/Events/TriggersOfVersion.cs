using System.Globalization;
using Cronos;
using ElsaRuntime.Activities;
using ElsaRuntime.Acts;
using ElsaRuntime.Definitions;
using ElsaRuntime.Flow;
using ElsaRuntime.Model;
using ElsaRuntime.State;
using ElsaRuntime.Timers;
using ElsaRuntime.Values;

namespace ElsaRuntime.Events;

/// <summary>Something that starts a workflow.</summary>
/// <param name="Key">Name of an event, interval, cron expression or instant.</param>
internal sealed record TriggerOfVersion(string ActivityId, string Kind, string Key, DateTimeOffset? DueAt);

/// <summary>
/// Finds what starts a version. Expressions are evaluated as in an instance that has not begun: they see the workflow's
/// variables with their defaults, and no input.
/// </summary>
internal static class TriggersOfVersion
{
    private static readonly Dictionary<string, string> InputByType = new(StringComparer.Ordinal)
    {
        ["Elsa.Event"] = "EventName",
        ["Elsa.Timer"] = "Interval",
        ["Elsa.Cron"] = "CronExpression",
        ["Elsa.StartAt"] = "DateTime",
    };

    public static async Task<(List<TriggerOfVersion> Triggers, List<DefinitionProblem> Problems)> FindAsync(Act act, WorkflowDefinition definition)
    {
        var triggers = new List<TriggerOfVersion>();
        var problems = new List<DefinitionProblem>();
        var now = act.Now;
        var burst = new Burst(act, new WorkflowInstance(act.NewId(), definition) { CreatedAt = now, UpdatedAt = now });
        var root = new ActivityRun(0, definition.Workflow, null) { StartedAt = now };
        foreach (var node in definition.Nodes.Where(n => n.CanStartWorkflow && InputByType.ContainsKey(n.Type)))
        {
            try
            {
                Containers.Declare(root, definition.Variables);
                var spec = act.Services.Activities.Find(node.Type)!.Inputs.First(i => i.Name == InputByType[node.Type]);
                var value = await burst.EvaluateAsync(new ActivityRun(1, node, root) { StartedAt = now }, spec);
                if (Key(value) is { Length: > 0 } key)
                {
                    triggers.Add(new TriggerOfVersion(node.Id, node.Type, StorableText.Key(key)!, FirstDue(node.Type, key, now, act.Services.TimeZone)));
                }
            }
            catch (Exception e) when (e is CronFormatException || Faults.AreOfTheWorkflow(e))
            {
                problems.Add(DefinitionProblems.Problem("CannotStart", node, e.InnerException?.Message ?? e.Message));
            }
        }

        return (triggers, problems);
    }

    private static string? Key(object? value) => value switch
    {
        null => null,
        DateTimeOffset instant => instant.ToString("O", CultureInfo.InvariantCulture),
        _ => ValueConverter.ToText(value),
    };

    private static DateTimeOffset? FirstDue(string kind, string key, DateTimeOffset now, TimeZoneInfo zone) => kind switch
    {
        "Elsa.StartAt" => DateTimeOffset.Parse(key, CultureInfo.InvariantCulture).ToUniversalTime(),
        "Elsa.Cron" => CronTimes.Next(key, now, zone),
        _ => DueTriggers.Next(kind, key, now, zone),
    };
}
