using System.Globalization;
using ElsaRuntime;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.Issues;
using Ledger.Units;
using Notifications.Receipts;
using Npgsql;
using Workflows.Acts;
using Workflows.LifeCycle;

namespace Workflows.Mails;

/// <summary>
/// Receipts for assignments (签收): the first of the lead unit's people who clicks signs for the unit, by the same step of the
/// life cycle as on the page. Whoever no longer speaks for the unit, and an issue that is no longer the unit's, are told so.
/// </summary>
public sealed class AssignmentReceipts(LedgerSession session, LifeCycleStep lifeCycle, MovedInstances moved) : IReceiptSubjects
{
    private const int LinkDays = 60;

    /// <inheritdoc />
    public string Kind => "assignment";

    /// <summary>What <paramref name="issue"/>'s lead unit is asked to sign for: the issue as it is the unit's.</summary>
    public static string SubjectOf(Issue issue) => $"assignment/{issue.Id:n}/{issue.LeadUnitId:n}";

    /// <summary>The offer that goes with the mail that tells of the assignment.</summary>
    public static ReceiptOffer OfferFor(Issue issue, DateOnly today) =>
        new(SubjectOf(issue), Shanghai.At(today.AddDays(LinkDays), TimeOnly.MinValue));

    /// <inheritdoc />
    public async Task<ReceiptSubject?> FindAsync(NpgsqlTransaction transaction, Receipt receipt, string culture, CancellationToken cancellationToken)
    {
        if (await IssueAsync(transaction, receipt, cancellationToken) is not { LeadUnit: not null } issue)
        {
            return null;
        }

        var title = IssueTitle.Of(issue.Heading, issue.Text);
        var name = culture == "en"
            ? string.Create(CultureInfo.InvariantCulture, $"Issue No. {issue.Number}: {title}")
            : string.Create(CultureInfo.InvariantCulture, $"第{issue.Number}号问题：{title}");
        return new ReceiptSubject(name, await VoidAsync(transaction, issue, receipt, cancellationToken) is var (chinese, english)
            ? culture == "en" ? english : chinese
            : null);
    }

    /// <inheritdoc />
    public async Task SignedAsync(NpgsqlTransaction transaction, Receipt receipt, CancellationToken cancellationToken)
    {
        var issue = (await IssueAsync(transaction, receipt, cancellationToken))!;
        var reader = ReaderOf(issue, receipt)!;
        session.Actor = new Actor($"receipt:{receipt.Address}", reader.Name, Role.Liaison, issue.LeadUnitId, reader.Id);
        var refusal = await lifeCycle.CompleteAsync(
            transaction, issue.WorkflowInstanceId, LifeCycleNames.AcceptIssue, new { accepted = true }, cancellationToken);

        // The issue has been held since it was found signable: nobody can have moved it in between.
        if (refusal is not null)
        {
            throw new InvalidOperationException($"{receipt.Subject} could not be signed for: {refusal.Code}");
        }
    }

    /// <inheritdoc />
    public async Task CommittedAsync(CancellationToken cancellationToken) => await moved.PublishAsync(cancellationToken);

    private async Task<Issue?> IssueAsync(NpgsqlTransaction transaction, Receipt receipt, CancellationToken cancellationToken)
    {
        var parts = receipt.Subject.Split('/');
        if (parts.Length != 3 || !Guid.TryParse(parts[1], out var id))
        {
            return null;
        }

        var db = await session.InAsync(transaction);
        return await db.ForActAsync(id, Actor.System, cancellationToken);
    }

    private async Task<(string Chinese, string English)?> VoidAsync(
        NpgsqlTransaction transaction, Issue issue, Receipt receipt, CancellationToken cancellationToken) => issue switch
        {
            _ when receipt.Subject != SubjectOf(issue) =>
                ($"该问题已改由{issue.LeadUnit!.Name}牵头，不需要再签收", $"The issue is now led by {issue.LeadUnit.Name}; there is nothing to sign for any more"),
            { AcceptedByName: { } by } => ($"该问题已由{by}签收", $"{by} has signed for it already"),
            { Status: IssueStatus.SignedOff } => ("该问题已销号，不需要再签收", "The issue is signed off; there is nothing to sign for any more"),
            _ when ReaderOf(issue, receipt) is null => (
                $"您已不是{issue.LeadUnit!.Name}的联络员或主要负责人，请由该单位现任人员签收",
                $"You are no longer liaison or head of {issue.LeadUnit.Name}; please leave it to those who are"),
            _ when !await lifeCycle.IsOpenAsync(transaction, issue.WorkflowInstanceId, LifeCycleNames.AcceptIssue, cancellationToken) =>
                ("该问题目前不需要签收", "There is nothing to sign for at present"),
            _ => null,
        };

    // By his address; where only the mail's was put right and not yet the roster's, by his name.
    private static Person? ReaderOf(Issue issue, Receipt receipt)
    {
        List<Person> people = [.. issue.LeadUnit!.Liaisons, .. issue.LeadUnit.Head is { } head ? [head] : Array.Empty<Person>()];
        people.RemoveAll(p => p.LeftOn is not null);
        return people.Find(p => string.Equals(p.Email, receipt.Address, StringComparison.OrdinalIgnoreCase))
            ?? people.Find(p => p.Name == receipt.Name);
    }
}
