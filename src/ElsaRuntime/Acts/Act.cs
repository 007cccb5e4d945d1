using System.Text.Json.Nodes;
using ElsaRuntime.Flow;
using ElsaRuntime.Instances;
using ElsaRuntime.Model;
using ElsaRuntime.State;
using ElsaRuntime.Storage;
using ElsaRuntime.Tasks;
using Npgsql;

namespace ElsaRuntime.Acts;

/// <summary>
/// One act of the engine within the caller's transaction: the instances it has locked, what they caused in one another, and
/// in the end one write of all of it.
/// </summary>
internal sealed class Act(
    EngineServices services,
    IReadOnlyDictionary<string, ITaskHandler> handlers,
    NpgsqlTransaction transaction,
    CancellationToken cancellationToken)
{
    private readonly Dictionary<string, WorkflowInstance> instances = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonNode?> triggerInputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WorkflowDefinition?> published = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, WorkflowInstance> moved = new(StringComparer.Ordinal);
    private readonly HashSet<string> started = new(StringComparer.Ordinal);
    private DateTimeOffset lastTime;
    private int childDepth;

    public EngineServices Services { get; } = services;

    /// <summary>The handlers of tasks.</summary>
    public TaskDesk Tasks => new(this, handlers, transaction);

    /// <summary>The tasks that wait, or did when the act began.</summary>
    public WaitingTasks Waiting { get; } = new();

    /// <summary>The point to which a refusal goes back.</summary>
    public ActSavepoint Savepoint { get; } = new(transaction, cancellationToken);

    public KeptEvents Kept { get; } = new(transaction, services, cancellationToken);

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>The time, a microsecond at least after the last one asked for: the journal's order shows in its times.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = Services.Time.GetUtcNow();
            now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
            lastTime = now > lastTime ? now : lastTime.AddMicroseconds(1);
            return lastTime;
        }
    }

    /// <summary>Instances that moved, as they stand, in the order in which they did first.</summary>
    public IReadOnlyList<InstanceMove> Moves => [.. moved.Values.Select(i => new InstanceMove(
        i.Id, i.Definition.DefinitionId, i.CorrelationId, i.IsFinished ? "Finished" : "Running", i.SubStatus.ToString(), started.Contains(i.Id))
    {
        Tasks = i.IsFinished ? [] : [.. i.Bookmarks.Where(b => b.Kind == Activities.RunTask.Kind).Select(b => b.Key)],
    })];

    public bool HasMoved => moved.Count > 0;

    /// <summary>The instance this act started first, as it came to rest before anything moved it on.</summary>
    public InstanceView? FirstRest { get; private set; }

    /// <summary>A new id: time first, so that indexes grow at one end.</summary>
    public string NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.Shared.NextBytes(bytes);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, Services.Time.GetUtcNow().ToUnixTimeMilliseconds() << 16);
        Random.Shared.NextBytes(bytes[6..]);
        return Convert.ToHexStringLower(bytes[..14]);
    }

    public void Post(Stimulus stimulus) => Settlement.Post(stimulus);

    /// <summary>Takes an instance in; the caller has locked it.</summary>
    public WorkflowInstance Take(WorkflowInstance instance)
    {
        if (!instances.TryAdd(instance.Id, instance))
        {
            return instances[instance.Id];
        }

        Waiting.Watch(instance);
        return instance;
    }

    public JsonNode? TakeTriggerInput(WorkflowInstance instance) => triggerInputs.Remove(instance.Id, out var input) ? input : null;

    public async ValueTask<WorkflowDefinition?> FindPublishedAsync(string definitionId)
    {
        if (!published.TryGetValue(definitionId, out var definition))
        {
            definition = await Services.Catalog.FindAsync(transaction, definitionId, null, CancellationToken);
            published[definitionId] = definition;
        }

        return definition;
    }

    /// <summary>Makes an instance and runs it to its first wait.</summary>
    public async ValueTask<WorkflowInstance> StartAsync(WorkflowInstance instance, JsonNode? triggerInput, JsonObject? variables)
    {
        instances.Add(instance.Id, instance);
        started.Add(instance.Id);
        if (instance.TriggerActivityId is not null)
        {
            triggerInputs[instance.Id] = triggerInput;
        }

        instance.Queue.Enqueue(new WorkItem(instance.Definition.Workflow, null) { Variables = InstanceFactory.Presets(variables) });
        await RunAsync(instance);
        return instance;
    }

    /// <summary>Runs a child in place, inside its parent's burst.</summary>
    /// <exception cref="InvalidOperationException">Workflows execute one another too deeply.</exception>
    public async ValueTask<WorkflowInstance> RunChildAsync(ChildStart start)
    {
        if (childDepth >= Services.Options.MaximumChildDepth)
        {
            throw new InvalidOperationException("Workflows execute one another too deeply.");
        }

        childDepth++;
        try
        {
            return await StartAsync(InstanceFactory.Child(this, start), null, null);
        }
        finally
        {
            childDepth--;
        }
    }

    /// <summary>Resumes a bookmark and runs the instance to its next wait.</summary>
    public async ValueTask ResumeAsync(WorkflowInstance instance, Bookmark bookmark, JsonNode? input)
    {
        if (instance.IsFinished || !instance.Bookmarks.Contains(bookmark))
        {
            return;
        }

        if (started.Contains(instance.Id) && moved.GetAt(0).Key == instance.Id)
        {
            FirstRest ??= InstanceViews.Of(instance);
        }

        InstanceFactory.Wake(instance, input);
        instance.Queue.Enqueue(new WorkItem(bookmark.Run.Node, bookmark.Run.Parent)
        {
            Existing = bookmark.Run,
            Resumption = new Resumption(bookmark, input),
        });
        await RunAsync(instance);
    }

    /// <summary>Marks an instance as moved without running it.</summary>
    public void Touch(WorkflowInstance instance) => moved.TryAdd(instance.Id, instance);

    /// <summary>Delivers an event to instances that were found waiting for it. Returns how many bookmarks it resumed.</summary>
    public async ValueTask<int> DeliverAsync(IEnumerable<WorkflowInstance> waiting, Stimulus.Event stimulus)
    {
        var receivers = waiting.SelectMany(i => EventMatch.OfFound(i, stimulus).Select(b => (Instance: i, Bookmark: b))).ToList();
        foreach (var (instance, bookmark) in receivers)
        {
            await ResumeAsync(instance, bookmark, stimulus.Input ?? new JsonObject());
        }

        return receivers.Count;
    }

    /// <summary>Starts what begins with an event.</summary>
    public async ValueTask StartTriggeredAsync(IEnumerable<TriggerRow> triggers, Stimulus.Event stimulus)
    {
        foreach (var trigger in triggers)
        {
            var definition = await Services.Catalog.FindVersionAsync(transaction, trigger.VersionId, CancellationToken);
            if (definition is not null && await Activation.MayStartAsync(transaction, definition, stimulus.CorrelationId, this, CancellationToken))
            {
                var instance = InstanceFactory.Triggered(this, definition, trigger.ActivityId, stimulus.CorrelationId);
                await StartAsync(instance, stimulus.Input ?? new JsonObject(), null);
            }
        }
    }

    /// <summary>Keeps an event that resumed nobody for a bookmark that appears later.</summary>
    public void Keep(Stimulus.Event stimulus) => Kept.Add(stimulus);

    /// <summary>Works off what the instances caused, until nothing is left.</summary>
    public async ValueTask SettleAsync()
    {
        do
        {
            await Settlement.WorkOffAsync();
        }
        while (await Kept.DeliverAsync(this, [.. moved.Values]));

        if (FirstRest is null && moved.Count > 0 && moved.GetAt(0).Value is var first && started.Contains(first.Id)
            && Kept.Due.Any(d => d.InstanceId == first.Id))
        {
            FirstRest = InstanceViews.Of(first);
        }
    }

    /// <summary>Is later than another act of the same transaction: times go on from its last.</summary>
    public void Follow(Act before) => lastTime = before.lastTime;

    /// <summary>Tells the handlers which tasks were dropped, and writes everything in one batch.</summary>
    public async ValueTask SaveAsync()
    {
        foreach (var dropped in Waiting.TakeDropped())
        {
            await Tasks.DroppedAsync(dropped);
        }

        await InstanceWriter.WriteAsync(transaction, [.. moved.Values], started, Kept, Savepoint.TakeRelease(), CancellationToken);
    }

    /// <summary>Instances of this act, saved or not.</summary>
    public IReadOnlyCollection<WorkflowInstance> All => instances.Values;

    public WorkflowInstance? Find(string instanceId) => instances.GetValueOrDefault(instanceId);

    public bool Knows(WorkflowInstance instance) => instances.ContainsKey(instance.Id);

    private Settlement Settlement => field ??= new Settlement(this, transaction);

    private async ValueTask RunAsync(WorkflowInstance instance)
    {
        Touch(instance);
        await new Burst(this, instance).RunAsync();
        if (instance is { IsFinished: true, IsAwaitedByParent: true, ParentInstanceId: { } parent })
        {
            Post(new Stimulus.ChildFinished(parent, instance.Id, InstanceFactory.Result(instance)));
        }
    }
}
