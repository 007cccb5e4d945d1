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
        new("Elsa.RunTask", "TaskName", LifeCycleNames.AcceptIssue, "签收任务", "the task by which the lead unit signs for an issue"),
        new("Elsa.RunTask", "TaskName", LifeCycleNames.EndorseSignOff, "单位主要负责人签署任务", "the task by which the unit's head signs"),
        new("Elsa.RunTask", "TaskName", LifeCycleNames.AgreeSignOff, "牵头领导审核任务", "the task by which the lead leaders agree"),
        new("Elsa.RunTask", "TaskName", LifeCycleNames.VerifySignOff, "核查任务", "the task that verifies"),
        new("Elsa.RunTask", "TaskName", LifeCycleNames.ApproveSignOff, "领导小组审批任务", "the task by which the leading group approves"),
        new("Elsa.RunTask", "TaskName", LifeCycleNames.LookBack, "回头看任务", "the task that looks back"),
        new("Elsa.Event", "EventName", LifeCycleNames.LookBackDue, "回头看到期事件", "the event of a look-back that is due"),
        new("Elsa.Event", "EventName", LifeCycleNames.SignOffRequested, "销号申请事件", "the event of a sign-off request"),
        new("Elsa.Event", "EventName", LifeCycleNames.WeeklySupervision, "一周一督办事件", "the event of weekly supervision"),
        new("Elsa.Event", "EventName", LifeCycleNames.HalfMonthlyScheduling, "半月一调度事件", "the event of half-monthly scheduling"),
    ];

    /// <inheritdoc />
    public string DefinitionId => LifeCycleNames.DefinitionId;

    /// <inheritdoc />
    public IEnumerable<PublishObjection> Examine(WorkflowDefinition candidate) =>
        Steps.Where(step => !candidate.Has(step.Type, step.Input, step.Name)).Select(step => new PublishObjection(
            "StepOfTheLedgerMissing",
            $"缺少台账必需的步骤：{step.Chinese}（{step.Name}）。",
            $"A step the ledger needs is missing: {step.English} ({step.Name}).")).Concat(PassedBy(candidate));

    /// <summary>Only the approval signs an issue off: one that came to the look-back past it would never be done with.</summary>
    private static IEnumerable<PublishObjection> PassedBy(WorkflowDefinition candidate)
    {
        if (LifeCycleRoute.MayPassBy(candidate, LifeCycleNames.ApproveSignOff))
        {
            yield return new PublishObjection(
                "StepOfTheLedgerPassedBy",
                $"有一条线绕过了领导小组审批任务（{LifeCycleNames.ApproveSignOff}）直接走到回头看：绕过审批的问题不会销号。",
                $"A connection leads to the look-back past the task by which the leading group approves ({LifeCycleNames.ApproveSignOff}): an issue that goes this way is never signed off.");
        }
    }

    private sealed record Needed(string Type, string Input, string Name, string Chinese, string English);
}
