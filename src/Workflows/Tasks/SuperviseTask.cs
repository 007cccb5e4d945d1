using ElsaRuntime.Tasks;
using Ledger.History;
using Workflows.Acts;
using Workflows.LifeCycle;

namespace Workflows.Tasks;

/// <summary>
/// The week has come to this issue. What is owed stands in the week's duties already (the row decides, not the workflow), so
/// the step notes the week on the issue and goes on: the branch waits for the next week at once and cannot miss it.
/// </summary>
public sealed class SuperviseTask(LedgerSession session, TimeProvider clock) : ITaskHandler
{
    /// <inheritdoc />
    public string TaskName => LifeCycleNames.SuperviseWeek;

    /// <inheritdoc />
    public async ValueTask<TaskAnswer> HandleAsync(TaskRequest request, CancellationToken cancellationToken)
    {
        if (PeriodPayload.Day(request.Payload, "weekOf") is { } week)
        {
            await session.NoteOnIssueAsync(request, new WeekOpened(week), clock.GetUtcNow(), cancellationToken);
        }

        return new TaskAnswer.Completed(null);
    }
}
