using ElsaRuntime.Definitions;
using ElsaRuntime.Model;

namespace Workflows.LifeCycle;

/// <summary>
/// Holds what the office draws against what the ledger needs: a life cycle that has lost one of these steps would leave issues
/// standing where no act can reach them, so it is not published.
/// </summary>
public sealed class LifeCycleGuard : IPublishGuard
{
    private static readonly Needed[] Steps =
    [
        new("Elsa.RunTask", "TaskName", LifeCycleNames.AssignIssue, "交办任务", "the task that assigns"),
        new("Elsa.RunTask", "TaskName", LifeCycleNames.VerifySignOff, "核查任务", "the task that verifies"),
        new("Elsa.Event", "EventName", LifeCycleNames.SignOffRequested, "销号申请事件", "the event of a sign-off request"),
        new("Elsa.Event", "EventName", LifeCycleNames.WeeklySupervision, "一周一督办事件", "the event of weekly supervision"),
        new("Elsa.Event", "EventName", LifeCycleNames.HalfMonthlyScheduling, "半月一调度事件", "the event of half-monthly scheduling"),
    ];

    /// <inheritdoc />
    public string DefinitionId => LifeCycleNames.DefinitionId;

    /// <inheritdoc />
    public IEnumerable<PublishObjection> Examine(WorkflowDefinition candidate) =>
        Steps.Where(step => !candidate.Nodes.Any(step.IsMet)).Select(step => new PublishObjection(
            "StepOfTheLedgerMissing",
            $"缺少台账必需的步骤：{step.Chinese}（{step.Name}）。",
            $"A step the ledger needs is missing: {step.English} ({step.Name})."));

    private sealed record Needed(string Type, string Input, string Name, string Chinese, string English)
    {
        public bool IsMet(ActivityNode node) =>
            node.Type == Type && node.Inputs.TryGetValue(Input, out var binding)
            && binding.Expression is { Type: "Literal", Text: { } text } && text == Name;
    }
}
