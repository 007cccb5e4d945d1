using ElsaRuntime.Tasks;
using Workflows.LifeCycle;

namespace Workflows.Tasks;

/// <summary>
/// The week has come to this issue. What is owed, and the note of it in the history, stand in the rows written when the week
/// was opened (the row decides, not the workflow), so the step goes on at once: the branch waits for the next week and cannot
/// miss it, and a run over all open issues reads and writes nothing here.
/// </summary>
public sealed class SuperviseTask : ITaskHandler
{
    /// <inheritdoc />
    public string TaskName => LifeCycleNames.SuperviseWeek;

    /// <inheritdoc />
    public ValueTask<TaskAnswer> HandleAsync(TaskRequest request, CancellationToken cancellationToken) => new(new TaskAnswer.Completed(null));
}
