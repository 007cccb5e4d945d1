using ElsaRuntime.Flow;

namespace ElsaRuntime.Activities;

/// <summary>Does nothing: Start, and End which completes the flowchart around it.</summary>
internal sealed class Done : Activity
{
    public bool EndsContainer { get; init; }

    public override bool IsTerminal => EndsContainer;

    public override ValueTask ExecuteAsync(ActivityContext context) => context.CompleteAsync();
}
