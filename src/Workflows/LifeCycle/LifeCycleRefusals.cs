using Ledger.Refusals;

namespace Workflows.LifeCycle;

/// <summary>Refusals that come from the workflow's side. Their texts stand with the ledger's in <c>RefusalTexts</c>.</summary>
public static class LifeCycleRefusals
{
    /// <summary>The workflow does not wait at the step the act belongs to.</summary>
    public static Refusal StepNotOpen { get; } = new("StepNotOpen", RefusalKind.Conflict);

    public static Refusal SomebodyElseWasFaster { get; } = new("SomebodyElseWasFaster", RefusalKind.Conflict);

    /// <summary>A task's result was handed in that is not of the task's shape.</summary>
    public static Refusal ResultUnreadable { get; } = new("ResultUnreadable", RefusalKind.Invalid);

    /// <summary>The version an issue was to be moved to is not the published one any more.</summary>
    public static Refusal VersionNotPublished { get; } = new("VersionNotPublished", RefusalKind.Conflict);

    /// <summary>The definition in force failed while it ran the step; nothing was changed.</summary>
    public static Refusal WorkflowFaulted { get; } = new("WorkflowFaulted", RefusalKind.Conflict);
}
