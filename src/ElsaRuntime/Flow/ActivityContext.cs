using System.Text.Json.Nodes;
using ElsaRuntime.Activities;
using ElsaRuntime.Acts;
using ElsaRuntime.Model;
using ElsaRuntime.State;
using ElsaRuntime.Values;

namespace ElsaRuntime.Flow;

/// <summary>What an activity may do with one of its runs.</summary>
internal readonly record struct ActivityContext(Burst Burst, ActivityRun Run)
{
    public WorkflowInstance Instance => Burst.Instance;

    public ActivityNode Node => Run.Node;

    public Act Act => Burst.Act;

    public CancellationToken CancellationToken => Burst.CancellationToken;

    public DateTimeOffset Now => Burst.Now;

    public bool IsTrigger => Instance.TriggerActivityId == Node.Id;

    /// <summary>An evaluated input, or null.</summary>
    public object? Input(string name) => Run.Inputs.GetValueOrDefault(name);

    public string? Text(string name) => Input(name) is { } value ? ValueConverter.ToText(value) : null;

    public bool Flag(string name) => ValueConverter.ToBoolean(Input(name));

    public int Number(string name) => Input(name) is int number ? number : 0;

    public JsonArray List(string name) => Input(name) as JsonArray ?? [];

    public ValueTask CompleteAsync() => Burst.CompleteAsync(Run, null);

    public ValueTask CompleteAsync(IReadOnlyList<string>? outcomes) => Burst.CompleteAsync(Run, outcomes);

    /// <summary>Puts a child at the end of the queue; no child at all counts as one that has completed.</summary>
    public ValueTask ScheduleAsync(ActivityNode? child, int? tag = null, IReadOnlyList<Variable>? variables = null, ActivityRun? scheduler = null, bool isByBackConnection = false)
    {
        if (child is null)
        {
            return Activity.ChildCompletedAsync(this, Run, null, tag);
        }

        Instance.Callbacks.Add(new Callback(Run, child, tag));
        Instance.Queue.Enqueue(new WorkItem(child, Run)
        {
            Tag = tag,
            Variables = variables ?? [],
            Scheduler = scheduler ?? Run,
            IsByBackConnection = isByBackConnection,
        });
        return ValueTask.CompletedTask;
    }

    /// <summary>Leaves a bookmark: the run waits.</summary>
    public Bookmark Wait(string kind, string key, string? detail = null, DateTimeOffset? dueAt = null, bool isKept = false)
    {
        var bookmark = new Bookmark(Instance.NextBookmark++, Run, kind, StorableText.Key(key)!, detail, dueAt, Now, isKept);
        Instance.Bookmarks.Add(bookmark);
        Run.IsDirty = true;
        return bookmark;
    }

    /// <summary>Sets an output: the variable it is bound to, and what scripts of this burst can read.</summary>
    public void Output(string name, object? value)
    {
        Run.Outputs[name] = value;
        Run.IsDirty = true;
        Instance.RecentOutputs.Add(new ActivityOutput(Node.Id, Burst.ContainerOf(Run), name, value));
        if (name == "Result")
        {
            Instance.LastResult = value;
        }

        if (Node.OutputBindings.TryGetValue(name, out var target))
        {
            Bind(target, value);
        }
    }

    private Activity Activity => Burst.Registry.Find(Node.Type)!;

    private void Bind(string target, object? value)
    {
        if (Scopes.FindById(Run, target) is { } variable)
        {
            variable.Set(value is JsonNode node ? node.DeepClone() : value);
        }
        else if (Instance.Definition.Outputs.FirstOrDefault(o => o.Name == target) is { } output)
        {
            Instance.Output[output.Name] = ValueJson.ToNode(value);
        }
    }
}

/// <summary>Finds variables from a run outwards.</summary>
internal static class Scopes
{
    public static IEnumerable<Variable> InScope(ActivityRun run)
    {
        for (var scope = run; scope is not null; scope = scope.Parent)
        {
            foreach (var variable in scope.Variables)
            {
                yield return variable;
            }
        }
    }

    public static Variable? FindById(ActivityRun run, string id) => InScope(run).FirstOrDefault(v => v.Id == id);

    public static Variable? FindByName(ActivityRun run, string name) => InScope(run).FirstOrDefault(v => v.Name == name);
}
