using System.Linq.Expressions;
using Hangfire;
using Hangfire.Common;
using Ledger.Deadlines;

namespace Host.Jobs;

/// <summary>One recurring job: when it runs (in Shanghai) and what it calls. What it is called and what it asks stands in <c>Words</c> as <c>Job_…</c>.</summary>
internal sealed record JobPlan(string Id, string Cron, Job Job)
{
    private static readonly RecurringJobOptions InShanghai = new() { TimeZone = Shanghai.Zone };

    /// <summary>The body is one call; Hangfire puts its own token, which ends with the server, in the place of None.</summary>
    public static JobPlan Of<T>(string id, string cron, Expression<Func<T, Task>> run) => new(id, cron, Job.FromExpression(run));

    /// <summary>Writes it into the schedule under its fixed id: a restart changes the entry, never doubles it.</summary>
    public void Schedule(IRecurringJobManager jobs) => jobs.AddOrUpdate(Id, Job, Cron, InShanghai);
}
