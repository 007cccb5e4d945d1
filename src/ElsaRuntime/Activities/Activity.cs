using System.Text.Json.Nodes;
using ElsaRuntime.Flow;
using ElsaRuntime.State;
using ElsaRuntime.Values;

namespace ElsaRuntime.Activities;

/// <summary>
/// The behaviour of one activity type. One object serves all instances: everything that belongs to a run is in the
/// <see cref="ActivityContext"/>.
/// </summary>
internal abstract class Activity
{
    /// <summary>Inputs in the order in which they are evaluated.</summary>
    public virtual IReadOnlyList<InputSpec> Inputs => [];

    /// <summary>Names of the outputs, for the JavaScript accessors.</summary>
    public virtual IReadOnlyList<string> Outputs => [];

    /// <summary>Whether the activity ends the container it stands in.</summary>
    public virtual bool IsTerminal => false;

    /// <summary>Whether the activity declares variables of its own.</summary>
    public virtual bool IsContainer => false;

    /// <summary>Whether a Break inside stops here.</summary>
    public virtual bool IsLoop => false;

    public abstract ValueTask ExecuteAsync(ActivityContext context);

    /// <summary>A bookmark of the run was resumed. By default the run completes.</summary>
    public virtual ValueTask ResumeAsync(ActivityContext context, Bookmark bookmark, JsonNode? input) => context.CompleteAsync();

    /// <summary>A child that this activity scheduled has completed.</summary>
    public virtual ValueTask ChildCompletedAsync(ActivityContext context, ActivityRun child, IReadOnlyList<string>? outcomes, int? tag) => ValueTask.CompletedTask;

    /// <summary>A Break below asks to leave the loop. Returns whether the request has arrived.</summary>
    public virtual bool Break(ActivityRun run)
    {
        if (IsLoop)
        {
            run.IsBreaking = true;
        }

        return IsLoop;
    }

    /// <summary>This run, or one below it, was cancelled.</summary>
    public virtual ValueTask CanceledAsync(ActivityContext context, ActivityRun canceled) => ValueTask.CompletedTask;
}

/// <summary>An input of an activity type.</summary>
/// <param name="Default">Value when the definition says nothing.</param>
/// <param name="AutoEvaluate">Whether it is evaluated before the activity executes.</param>
internal sealed record InputSpec(string Name, ElsaType Type, object? Default = null, bool AutoEvaluate = true);
