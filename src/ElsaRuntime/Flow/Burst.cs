using System.Runtime.CompilerServices;
using ElsaRuntime.Activities;
using ElsaRuntime.Acts;
using ElsaRuntime.Expressions;
using ElsaRuntime.State;

namespace ElsaRuntime.Flow;

/// <summary>Works an instance's queue, first in, first out, until it is empty: from one wait to the next.</summary>
internal sealed class Burst(Act act, WorkflowInstance instance)
{
    private int steps;

    public Act Act { get; } = act;

    public WorkflowInstance Instance { get; } = instance;

    public ActivityRegistry Registry => Act.Services.Activities;

    public ExpressionEvaluator Expressions => Act.Services.Expressions;

    public bool UsesTokens => Act.Services.Options.UseTokenFlow;

    public DateTimeOffset Now => Act.Now;

    public CancellationToken CancellationToken => Act.CancellationToken;

    /// <summary>Runs the queue. Faults of activities become incidents; what is thrown has nothing to do with the workflow.</summary>
    public async ValueTask RunAsync()
    {
        Instance.Bursts++;
        Instance.RecentOutputs.Clear();
        Instance.PassingVariables.Clear();
        Instance.LastResult = null;
        Instance.TransitionTo(SubStatus.Executing, Now);
        while (Instance.Queue.TryDequeue(out var item))
        {
            await ExecuteAsync(item);
        }

        Instance.UpdatedAt = Now;
        if (!Instance.IsFinished)
        {
            Instance.TransitionTo(Instance.Runs.TrueForAll(r => r.IsCompleted) ? SubStatus.Finished : SubStatus.Suspended, Now);
        }
    }

    /// <summary>Counts a step; one instance may take only so many between two waits.</summary>
    /// <exception cref="StepLimitException">Too many.</exception>
    public void CountStep()
    {
        if (++steps > Act.Services.Options.MaximumActivitiesPerBurst)
        {
            throw new StepLimitException();
        }
    }

    public ActivityContext ContextOf(ActivityRun run) => new(this, run);

    /// <summary>Completes a run: open children are cancelled, the journal is written, and the owner is told.</summary>
    public async ValueTask CompleteAsync(ActivityRun run, IReadOnlyList<string>? outcomes)
    {
        if (run.Status != RunStatus.Running)
        {
            return;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var child in run.Children.ToArray())
        {
            await DropAsync(child);
        }

        run.Status = RunStatus.Completed;
        run.Outcomes = outcomes ?? run.Outcomes;
        Log(run, "Completed");
        await TellOwnersAsync(run, outcomes);
        Instance.RemoveBookmarks(b => b.Run == run);
        Instance.Callbacks.RemoveAll(c => c.Owner == run);
        run.CompletedAt = Now;
    }

    /// <summary>Cancels what is below a run, then the run; all flowcharts above hear of each.</summary>
    public async ValueTask CancelAsync(ActivityRun run)
    {
        if (run.Status is not (RunStatus.Running or RunStatus.Faulted))
        {
            return;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var child in run.Children.ToArray())
        {
            await CancelAsync(child);
        }

        await EndAsync(run);
    }

    /// <summary>The nearest container around a run.</summary>
    public ActivityRun? ContainerOf(ActivityRun run) => run.Ancestors().FirstOrDefault(IsContainer);

    public bool IsContainer(ActivityRun run) => Registry.Find(run.Node.Type)?.IsContainer == true;

    /// <summary>Evaluates one input and keeps it with the run.</summary>
    public async ValueTask<object?> EvaluateAsync(ActivityRun run, InputSpec spec)
    {
        var value = spec.Default;
        if (run.Node.Inputs.TryGetValue(spec.Name, out var binding) && binding.Expression is { } expression)
        {
            try
            {
                value = await Expressions.EvaluateAsync(ContextOf(run), expression, spec.Type);
            }
            catch (Exception e) when (Faults.AreOfTheWorkflow(e))
            {
                throw new InputEvaluationException(spec.Name, e);
            }
        }

        run.Inputs[spec.Name] = value;
        return value;
    }

    /// <summary>Cancels a run because what is around it completes: first the run, then what is below it.</summary>
    private async ValueTask DropAsync(ActivityRun run)
    {
        if (run.IsCompleted)
        {
            return;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        await EndAsync(run);
        foreach (var child in run.Children.ToArray())
        {
            await DropAsync(child);
        }
    }

    private async ValueTask EndAsync(ActivityRun run)
    {
        run.Status = RunStatus.Canceled;
        Instance.Callbacks.RemoveAll(c => c.Owner == run);
        Instance.RemoveBookmarks(b => b.Run.Node == run.Node);
        Log(run, "Canceled");
        for (var receiver = run; receiver is not null; receiver = receiver.Parent)
        {
            if (Registry.Find(receiver.Node.Type) is { } activity)
            {
                await activity.CanceledAsync(ContextOf(receiver), run);
            }
        }
    }

    private async ValueTask TellOwnersAsync(ActivityRun run, IReadOnlyList<string>? outcomes)
    {
        foreach (var owner in run.Ancestors())
        {
            if (Instance.TakeCallback(owner, run.Node) is { } callback)
            {
                owner.Tag = callback.Tag;
                await EvaluateOnceAsync(owner, Registry.Find(owner.Node.Type)!);
                await Registry.Find(owner.Node.Type)!.ChildCompletedAsync(ContextOf(owner), run, outcomes, callback.Tag);
            }
        }
    }

    private async ValueTask ExecuteAsync(WorkItem item)
    {
        var run = item.Existing ?? Create(item);
        Log(run, Instance.IsWaitingAt(run.Node) ? "Resumed" : "Started");
        try
        {
            CountStep();
            CancellationToken.ThrowIfCancellationRequested();
            await InvokeAsync(run, item.Resumption);
            if (run.Status == RunStatus.Running && Instance.IsWaitingAt(run.Node))
            {
                Log(run, "Suspended");
            }
        }
        catch (Exception e) when (Faults.AreOfTheWorkflow(e))
        {
            Log(run, "Faulted", e.Message);
            Faults.Record(this, run, e);
        }
    }

    private async ValueTask InvokeAsync(ActivityRun run, Resumption? resumption)
    {
        var activity = Registry.Find(run.Node.Type) ?? throw new UnknownActivityException(run.Node.Type);
        run.IsDirty = true;
        await EvaluateAsync(run, activity);
        run.Status = RunStatus.Running;
        var context = ContextOf(run);
        if (resumption is null)
        {
            await activity.ExecuteAsync(context);
            return;
        }

        await activity.ResumeAsync(context, resumption.Bookmark, resumption.Input);
        if (!resumption.Bookmark.IsKept)
        {
            Instance.RemoveBookmarks(b => b == resumption.Bookmark);
        }
    }

    // After a wait an activity's inputs are evaluated anew before it hears of a child that has completed: a loop may find that
    // its bounds have changed, or that the workflow's input they came from is gone.
    private ValueTask EvaluateOnceAsync(ActivityRun run, Activity activity)
    {
        if (run.EvaluatedIn == Instance.Bursts)
        {
            return ValueTask.CompletedTask;
        }

        run.IsDirty |= activity.Inputs.Count > 0;
        return EvaluateAsync(run, activity);
    }

    private async ValueTask EvaluateAsync(ActivityRun run, Activity activity)
    {
        run.EvaluatedIn = Instance.Bursts;
        foreach (var spec in activity.Inputs)
        {
            if (spec.AutoEvaluate)
            {
                await EvaluateAsync(run, spec);
            }
        }
    }

    private ActivityRun Create(WorkItem item)
    {
        var run = new ActivityRun(Instance.NextRun++, item.Node, item.Owner)
        {
            StartedAt = Now,
            SchedulingRun = item.Scheduler?.Number,
            SchedulingActivityId = item.Scheduler?.Node.Id,
            Depth = item.Scheduler is { } scheduler ? scheduler.Depth + 1 : 0,
            IsByBackConnection = item.IsByBackConnection,
        };
        run.Variables.AddRange(item.Variables);
        item.Owner?.Children.Add(run);
        Instance.Runs.Add(run);
        return run;
    }

    private void Log(ActivityRun run, string eventName, string? message = null) =>
        Instance.NewEntries.Add(new JournalEntry(Instance.NextSequence++, run.Number, eventName, Now, message));
}
