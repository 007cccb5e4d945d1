using ElsaRuntime.Tasks;
using Ledger.History;
using Workflows.Acts;
using Workflows.LifeCycle;

namespace Workflows.Tasks;

/// <summary>The half month's meeting has come to this issue: noted on the issue, then the branch waits for the next one.</summary>
public sealed class ScheduleTask(LedgerSession session, TimeProvider clock) : ITaskHandler
{
    /// <inheritdoc />
    public string TaskName => LifeCycleNames.ScheduleMeeting;

    /// <inheritdoc />
    public async ValueTask<TaskAnswer> HandleAsync(TaskRequest request, CancellationToken cancellationToken)
    {
        if (PeriodPayload.Day(request.Payload, "halfMonthFrom") is { } half)
        {
            await session.NoteOnIssueAsync(request, new MeetingOpened(half), clock.GetUtcNow(), cancellationToken);
        }

        return new TaskAnswer.Completed(null);
    }
}
