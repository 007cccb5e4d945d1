using Ledger.Files;
using Ledger.History;
using Ledger.Refusals;
using Ledger.Storage;
using Ledger.Supervising;
using Microsoft.EntityFrameworkCore;
using Notifications.Queueing;
using Npgsql;
using Workflows.LifeCycle;
using Workflows.Mails;

namespace Workflows.Acts;

/// <summary>What people do with a weekly report. Every act is one transaction; null means done.</summary>
public sealed class WeeklyReportActs(OfficeTransaction office, Outbox outbox, WeeklyMails mails, TimeProvider clock)
{
    /// <summary>The lead unit keeps what it has written so far, with <paramref name="files"/> besides those that lie there already.</summary>
    public Task<Refusal?> KeepAsync(
        Actor actor, Guid weekId, Guid issueId, ReportText text, IReadOnlyList<IncomingFile> files, CancellationToken cancellationToken) =>
        OnReportAsync(actor, weekId, issueId, async (_, db, said) =>
        {
            var kept = WriteReport.Keep(said.Issue, said.Report, text, actor);
            if (kept.IsRefused)
            {
                return kept.Refusal;
            }

            var stored = await db.StoreAsync(files, new FilePlace(said.Issue.RoundId, said.Issue.Id, actor), clock.GetUtcNow(), cancellationToken);
            if (!stored.IsRefused)
            {
                Write(db, said, kept.Value, actor).Files.AddRange(stored.Value);
            }

            return stored.Refusal;
        }, cancellationToken);

    /// <summary>The lead unit takes a file back out of a report it has not submitted; what it has written is kept with it.</summary>
    public Task<Refusal?> TakeBackAsync(Actor actor, Guid weekId, Guid issueId, ReportText text, Guid fileId, CancellationToken cancellationToken) =>
        OnReportAsync(actor, weekId, issueId, (_, db, said) =>
        {
            var file = WriteReport.TakeBack(said.Issue, said.Report, fileId, actor);
            var kept = WriteReport.Keep(said.Issue, said.Report, text, actor);
            if (!file.IsRefused && !kept.IsRefused)
            {
                Write(db, said, kept.Value, actor).Files.Remove(file.Value);
            }

            return Task.FromResult(file.Refusal ?? kept.Refusal);
        }, cancellationToken);

    /// <summary>The lead unit submits its report.</summary>
    public Task<Refusal?> SubmitAsync(Actor actor, Guid weekId, Guid issueId, ReportText text, CancellationToken cancellationToken) =>
        OnReportAsync(actor, weekId, issueId, (_, db, said) =>
        {
            var now = clock.GetUtcNow();
            var submitted = WriteReport.Submit(said.Week, said.Issue, said.Report, text, actor, now);
            if (!submitted.IsRefused)
            {
                var report = Write(db, said, WriteReport.Keep(said.Issue, said.Report, text, actor).Value!, actor);
                WriteReport.Apply(report, said.Issue, submitted.Value, now);
                db.Note(said.Issue, submitted.Value, actor, now);
            }

            return Task.FromResult(submitted.Refusal);
        }, cancellationToken);

    /// <summary>The office sends a report back with a reason.</summary>
    public Task<Refusal?> ReturnAsync(Actor actor, Guid weekId, Guid issueId, string? reason, CancellationToken cancellationToken) =>
        OnReportAsync(actor, weekId, issueId, async (transaction, db, said) =>
        {
            var returned = ReturnReport.Decide(said.Week, said.Report, reason, actor);
            if (returned.IsRefused)
            {
                return returned.Refusal;
            }

            var now = clock.GetUtcNow();
            ReturnReport.Apply(said.Week, said.Report!, returned.Value, now);
            db.Note(said.Issue, returned.Value, actor, now);
            await outbox.EnqueueAsync(transaction, [.. mails.Returned(said, said.Report!, said.Issue.LeadUnit!)], cancellationToken);
            return null;
        }, cancellationToken);

    private async Task<Refusal?> OnReportAsync(
        Actor actor, Guid weekId, Guid issueId, Func<NpgsqlTransaction, LedgerDb, ReportDossier, Task<Refusal?>> act, CancellationToken cancellationToken)
    {
        try
        {
            return await office.RunAsync(actor, async (transaction, db) =>
            {
                if (await LoadAsync(db, actor, weekId, issueId, cancellationToken) is not { } said)
                {
                    return Refusals.ReportNotOwed;
                }

                if (await act(transaction, db, said) is { } refusal)
                {
                    return refusal;
                }

                await db.SaveChangesAsync(cancellationToken);
                return null;
            }, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return LifeCycleRefusals.SomebodyElseWasFaster;
        }
    }

    /// <summary>The issue is locked first: two people at one report come one after the other.</summary>
    private static async Task<ReportDossier?> LoadAsync(LedgerDb db, Actor actor, Guid weekId, Guid issueId, CancellationToken cancellationToken)
    {
        var issue = await db.ForActAsync(issueId, actor, cancellationToken);
        var duty = await db.WeeklyDuties.SingleOrDefaultAsync(d => d.SupervisionId == weekId && d.IssueId == issueId, cancellationToken);
        if (issue is null || duty is null)
        {
            return null;
        }

        var week = await db.WeeklySupervisions.SingleAsync(w => w.Id == weekId, cancellationToken);
        var report = await db.WeeklyReports.Include(r => r.Measures).Include(r => r.Files)
            .SingleOrDefaultAsync(r => r.SupervisionId == weekId && r.IssueId == issueId, cancellationToken);
        return new ReportDossier(week, duty, issue, string.Empty, report, PlannedLast: null);
    }

    private WeeklyReport Write(LedgerDb db, ReportDossier said, ReportText text, Actor actor)
    {
        var now = clock.GetUtcNow();
        var report = said.Report;
        if (report is null)
        {
            report = new WeeklyReport { SupervisionId = said.Week.Id, IssueId = said.Issue.Id, WrittenBy = actor.Id, WrittenByName = actor.Name, WrittenAt = now };
            db.WeeklyReports.Add(report);
        }

        WriteReport.Apply(report, said.Issue, text, actor, now);
        return report;
    }
}
