using Ledger.Files;
using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using Ledger.SigningOff;
using Ledger.Storage;

namespace Workflows.Acts;

/// <summary>Files of an issue: evidence of its measures, and what was photographed on site.</summary>
public sealed class EvidenceActs(OfficeTransaction office, TimeProvider clock)
{
    /// <summary>The lead unit lays <paramref name="files"/> to a measure; all of them or none.</summary>
    public Task<Refusal?> AddAsync(
        Actor actor, Guid issueId, int ordinal, IReadOnlyList<IncomingFile> files, CancellationToken cancellationToken) =>
        OnIssueAsync(actor, issueId, async (db, issue) =>
        {
            var measure = GatherEvidence.Add(issue, ordinal, actor);
            if (measure.IsRefused)
            {
                return measure.Refusal;
            }

            var stored = await db.StoreAsync(files, new FilePlace(issue.RoundId, issue.Id, actor), clock.GetUtcNow(), cancellationToken);
            if (stored.IsRefused)
            {
                return stored.Refusal;
            }

            db.AddRange(stored.Value.Select(file => new Evidence
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                IssueId = issue.Id,
                MeasureId = measure.Value.Id,
                FileId = file.Id,
            }));
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }, cancellationToken);

    /// <summary>The lead unit takes back what is not handed in yet. The file itself stays: somebody may have seen it.</summary>
    public Task<Refusal?> RemoveAsync(Actor actor, Guid issueId, Guid evidenceId, CancellationToken cancellationToken) =>
        OnIssueAsync(actor, issueId, async (db, issue) =>
        {
            var evidence = GatherEvidence.Remove(issue, evidenceId, actor);
            if (evidence.IsRefused)
            {
                return evidence.Refusal;
            }

            db.Remove(evidence.Value);
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }, cancellationToken);

    /// <summary>The office asks for a check on site.</summary>
    public Task<Refusal?> AskSiteCheckAsync(Actor actor, Guid issueId, string? askedFor, CancellationToken cancellationToken) =>
        OnIssueAsync(actor, issueId, async (db, issue) =>
        {
            var asked = CheckSite.Ask(issue, askedFor, actor);
            if (asked.IsRefused)
            {
                return asked.Refusal;
            }

            db.Add(CheckSite.Apply(issue, asked.Value, actor, clock.GetUtcNow()));
            db.Note(issue, asked.Value, actor, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }, cancellationToken);

    /// <summary>The office puts a check on site on record, with its photos.</summary>
    public Task<Refusal?> RecordSiteCheckAsync(
        Actor actor, Guid issueId, Guid checkId, SiteFindings findings, IReadOnlyList<IncomingFile> photos, CancellationToken cancellationToken) =>
        OnIssueAsync(actor, issueId, async (db, issue) =>
        {
            var check = DecideSignOff.Pending(issue)?.SiteChecks.FirstOrDefault(c => c.Id == checkId);
            var recorded = CheckSite.Record(issue, check, findings, actor, Ledger.Deadlines.Shanghai.DayOf(clock.GetUtcNow()));
            if (recorded.IsRefused)
            {
                return recorded.Refusal;
            }

            var stored = await db.StoreAsync(photos, new FilePlace(issue.RoundId, issue.Id, actor), clock.GetUtcNow(), cancellationToken);
            if (stored.IsRefused)
            {
                return stored.Refusal;
            }

            CheckSite.Apply(check!, recorded.Value, actor, clock.GetUtcNow());
            check!.Photos.AddRange(stored.Value);
            db.Note(issue, recorded.Value, actor, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }, cancellationToken);

    private Task<Refusal?> OnIssueAsync(Actor actor, Guid issueId, Func<LedgerDb, Issue, Task<Refusal?>> act, CancellationToken cancellationToken) =>
        office.RunAsync(actor, async (_, db) =>
            await db.ForActAsync(issueId, actor, cancellationToken) is { } issue ? await act(db, issue) : Refusals.IssueNotFound, cancellationToken);
}
