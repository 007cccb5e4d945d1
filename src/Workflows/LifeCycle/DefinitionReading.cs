using ElsaRuntime.Model;
using Ledger.SigningOff;

namespace Workflows.LifeCycle;

/// <summary>What a version of the life cycle says by the steps it has: old versions run on, and the office draws its own.</summary>
internal static class DefinitionReading
{
    /// <summary>
    /// Whether agreement at <paramref name="step"/> signs the issue off: at the approval, or, in a version from before there was
    /// one, at the verification. Where the office has drawn several in a row, at the last of them.
    /// </summary>
    public static bool IsLastWord(this WorkflowDefinition definition, SignOffRound round, SignOffStep step)
    {
        var deciding = definition.HasTask(LifeCycleNames.ApproveSignOff) ? SignOffStepKind.Approve : SignOffStepKind.Verify;
        return step.Kind == deciding && round.Steps.Count(s => s.Kind == deciding) >= LifeCycleRoute.InARow(definition, step.TaskName);
    }

    /// <summary>Whether the version waits for a look-back after signing off.</summary>
    public static bool LooksBack(this WorkflowDefinition definition) => definition.Has("Elsa.Event", "EventName", LifeCycleNames.LookBackDue);

    /// <summary>Whether a task named <paramref name="task"/> is drawn.</summary>
    public static bool HasTask(this WorkflowDefinition definition, string task) => definition.Has("Elsa.RunTask", "TaskName", task);

    /// <summary>Whether a step of <paramref name="type"/> has <paramref name="name"/> as its literal <paramref name="input"/>.</summary>
    public static bool Has(this WorkflowDefinition definition, string type, string input, string name) =>
        definition.Nodes.Any(node => node.Type == type && node.Literal(input) == name);

    /// <summary>The text of an input that is written down as it is; null where it is computed.</summary>
    public static string? Literal(this ActivityNode node, string input) =>
        node.Inputs.TryGetValue(input, out var binding) && binding.Expression is { Type: "Literal", Text: { } text } ? text : null;
}
