using ElsaRuntime.Tasks;
using Workflows.LifeCycle;

namespace Workflows.Tasks;

/// <summary>
/// The half month's meeting has come to this issue. The note of it was written when the meeting was opened, so the step goes
/// on at once and the branch waits for the next one.
/// </summary>
public sealed class ScheduleTask : ITaskHandler
{
    /// <inheritdoc />
    public string TaskName => LifeCycleNames.ScheduleMeeting;

    /// <inheritdoc />
    public ValueTask<TaskAnswer> HandleAsync(TaskRequest request, CancellationToken cancellationToken) => new(new TaskAnswer.Completed(null));
}
