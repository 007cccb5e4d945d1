using Hangfire;
using Hangfire.Storage;
using Hangfire.Storage.Monitoring;
using Npgsql;

namespace Host.Jobs;

/// <summary>How a job's last run went.</summary>
internal enum JobOutcome
{
    NotYet,
    Running,
    Done,
    Failed,
}

/// <summary>One job as the office sees it.</summary>
internal sealed record JobLine(JobPlan Plan, DateTimeOffset? LastRun, DateTimeOffset? NextRun, JobOutcome Outcome);

/// <summary>Why a run failed, as far as it can be told in plain words.</summary>
internal enum FailureKind
{
    Unexpected,
    Database,
    Mail,
    TimedOut,
}

/// <summary>A run that failed and was given up.</summary>
/// <param name="PlanId">The job of the list it belongs to, or null.</param>
/// <param name="Detail">What the program said, for whoever mends it.</param>
internal sealed record JobFailure(string RunId, string? PlanId, DateTimeOffset? At, FailureKind Kind, string Detail);

/// <summary>Reads Hangfire's records as the office needs them, and runs things again.</summary>
internal sealed class JobBook(JobStorage storage, IRecurringJobManager recurring, IBackgroundJobClient runs)
{
    private const int FailuresShown = 50;

    /// <summary>Every job of the house with its last and next run.</summary>
    public IReadOnlyList<JobLine> Jobs()
    {
        using var connection = storage.GetConnection();
        var known = connection.GetRecurringJobs().ToDictionary(job => job.Id, StringComparer.Ordinal);
        return [.. RecurringChecks.All.Select(plan => known.TryGetValue(plan.Id, out var job)
            ? new JobLine(plan, Utc(job.LastExecution), Utc(job.NextExecution), OutcomeOf(job))
            : new JobLine(plan, null, null, JobOutcome.NotYet))];
    }

    /// <summary>The newest runs that were given up, and how many there are in all.</summary>
    public (IReadOnlyList<JobFailure> Newest, long Total) Failures()
    {
        var monitor = storage.GetMonitoringApi();
        return ([.. monitor.FailedJobs(0, FailuresShown).Select(run => Failure(run.Key, run.Value))], monitor.FailedCount());
    }

    /// <summary>Runs a job of the list now; false when there is none of that id.</summary>
    public bool RunNow(string id)
    {
        if (RecurringChecks.All.All(plan => plan.Id != id))
        {
            return false;
        }

        recurring.Trigger(id);
        return true;
    }

    /// <summary>Runs a failed run again; false when it is no longer failed.</summary>
    public bool RunAgain(string runId) => runs.Requeue(runId, Hangfire.States.FailedState.StateName);

    private static JobOutcome OutcomeOf(RecurringJobDto job) => job switch
    {
        { Error: not null } => JobOutcome.Failed,
        { LastJobState: null } => JobOutcome.NotYet,
        { LastJobState: "Succeeded" } => JobOutcome.Done,
        { LastJobState: "Failed" } => JobOutcome.Failed,
        { LastJobState: "Deleted" } => JobOutcome.Done,
        _ => JobOutcome.Running,
    };

    private static JobFailure Failure(string runId, FailedJobDto run) => new(
        runId,
        run.Job is { } job ? RecurringChecks.All.FirstOrDefault(plan => plan.Job.Type == job.Type && plan.Job.Method == job.Method)?.Id : null,
        Utc(run.FailedAt),
        KindOf(run.ExceptionType),
        run.ExceptionMessage ?? string.Empty);

    private static FailureKind KindOf(string? exception) => exception switch
    {
        null => FailureKind.Unexpected,
        _ when exception.Contains(nameof(NpgsqlException), StringComparison.Ordinal) || exception.Contains(nameof(PostgresException), StringComparison.Ordinal) => FailureKind.Database,
        _ when exception.StartsWith("MailKit.", StringComparison.Ordinal) || exception.Contains("Socket", StringComparison.Ordinal) => FailureKind.Mail,
        _ when exception.Contains(nameof(TimeoutException), StringComparison.Ordinal) || exception.Contains("Canceled", StringComparison.Ordinal) => FailureKind.TimedOut,
        _ => FailureKind.Unexpected,
    };

    private static DateTimeOffset? Utc(DateTime? time) =>
        time is { } known ? new DateTimeOffset(DateTime.SpecifyKind(known, DateTimeKind.Utc)) : null;
}
