using Ledger.History;
using Ledger.Issues;
using Microsoft.EntityFrameworkCore;
using Notifications.Receipts;
using Workflows.LifeCycle;
using Workflows.Mails;

namespace Workflows.Tests.Acts;

/// <summary>By the link of the mail that tells of the assignment, or on the page: one signature for the unit.</summary>
public sealed class AssignmentsAreSignedFor
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_of_the_unit_who_clicks_signs_and_the_others_are_told_who_did()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(1, new DateOnly(2026, 6, 30), Token);
        var receipts = await ReceiptsAsync(scene, issue);
        Assert.Equal(new[] { scene.Head.Email, scene.Liaison.Email }.Order(), receipts.Keys.Order());

        var looked = await LookAsync(scene, receipts[scene.Liaison.Email], "zh-CN");
        Assert.Null(looked.Refusal);
        Assert.StartsWith("第1号问题", looked.Subject!.Title, StringComparison.Ordinal);
        var signed = await SignAsync(scene, receipts[scene.Liaison.Email]);
        Assert.Equal(scene.Clock.GetUtcNow(), signed.Receipt!.SignedAt);

        var dossier = (await scene.DossierAsync(issue.Id, Token))!;
        Assert.Equal(scene.Liaison.Name, dossier.Issue.AcceptedByName);
        Assert.Contains(dossier.History, h => h.What is IssueAccepted && h.ActorName == scene.Liaison.Name && h.ActorId == $"receipt:{scene.Liaison.Email}");
        Assert.DoesNotContain(LifeCycleNames.AcceptIssue, (await scene.PositionAsync(issue, Token))!.OpenTasks);
        var late = await SignAsync(scene, receipts[scene.Head.Email]);
        Assert.Equal(ReceiptRefusal.Void, late.Refusal);
        Assert.Contains(scene.Liaison.Name, late.Subject!.Void, StringComparison.Ordinal);
        Assert.Equal("AlreadyAccepted", (await scene.ActAsync(acts => acts.AcceptAsync(scene.HeadActor, issue.Id, Token)))?.Code);
    }

    [Fact]
    public async Task Who_signs_on_the_page_or_by_acting_has_used_up_his_link()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var byPage = await scene.AssignedAsync(1, new DateOnly(2026, 6, 30), Token);
        var byActing = await scene.AssignedAsync(2, new DateOnly(2026, 6, 30), Token);
        Assert.Null(await scene.ActAsync(acts => acts.AcceptAsync(scene.HeadActor, byPage.Id, Token)));
        Assert.Null(await scene.ActAsync(acts => acts.CompleteMeasureAsync(scene.HeadActor, byActing.Id, 1, Token)));
        foreach (var issue in new[] { byPage, byActing })
        {
            var receipts = await ReceiptsAsync(scene, issue);
            Assert.Equal(scene.Head.Name, receipts[scene.Head.Email].SignedBy);
            Assert.Null(receipts[scene.Liaison.Email].SignedAt);
        }
    }

    [Fact]
    public async Task Who_no_longer_speaks_for_the_unit_does_not_sign_for_it()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(1, new DateOnly(2026, 6, 30), Token);
        var receipts = await ReceiptsAsync(scene, issue);
        await scene.InLedgerAsync(async db =>
        {
            var unit = await db.Units.Include(u => u.Liaisons).SingleAsync(u => u.Id == scene.LeadUnit.Id, Token);
            unit.Liaisons.Clear();
            return await db.SaveChangesAsync(Token);
        });
        var former = await SignAsync(scene, receipts[scene.Liaison.Email], "en");
        Assert.Equal(ReceiptRefusal.Void, former.Refusal);
        Assert.Contains("no longer", former.Subject!.Void, StringComparison.Ordinal);
        Assert.Null((await SignAsync(scene, receipts[scene.Head.Email])).Refusal);
    }

    [Fact]
    public async Task A_click_and_the_page_in_the_same_moment_are_one_signature()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        for (var number = 1; number <= 8; number++)
        {
            var issue = await scene.AssignedAsync(number, new DateOnly(2026, 6, 30), Token);
            var receipt = (await ReceiptsAsync(scene, issue))[scene.Head.Email];
            await Task.WhenAll(
                Task.Run(() => SignAsync(scene, receipt), Token),
                Task.Run(() => SignAsync(scene, receipt), Token),
                Task.Run(() => scene.ActAsync(acts => acts.AcceptAsync(scene.HeadActor, issue.Id, Token)), Token));
            Assert.NotNull((await ReceiptsAsync(scene, issue))[scene.Head.Email].SignedAt);
            Assert.Single((await scene.DossierAsync(issue.Id, Token))!.History, h => h.What is IssueAccepted);
        }
    }

    [Fact]
    public async Task A_life_cycle_without_that_step_asks_nobody_to_sign()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var first = await File.ReadAllTextAsync(Testing.SourceTree.File("tests", "Workflows.Tests", "LifeCycle", "life-cycle-of-the-first-version.json"), Token);
        await scene.PublishAsync(first, 90, Token);
        var issue = await scene.AssignedAsync(1, new DateOnly(2026, 6, 30), Token);
        Assert.Empty(await ReceiptsAsync(scene, issue));
        Assert.Contains(await scene.MailsAsync(Token), mail => mail.Kind == "Assigned");
    }

    private static async Task<IReadOnlyDictionary<string, Receipt>> ReceiptsAsync(OfficeScene scene, Issue issue)
    {
        var assigned = (await scene.DossierAsync(issue.Id, Token))!.Issue;
        var receipts = await scene.InScopeAsync<ReceiptDesk, IReadOnlyList<Receipt>>(desk => desk.OfAsync([AssignmentReceipts.SubjectOf(assigned)], Token));
        return receipts.ToDictionary(receipt => receipt.Address);
    }

    private static Task<ReceiptView> LookAsync(OfficeScene scene, Receipt receipt, string culture) =>
        WithTokenAsync(scene, receipt, (desk, token) => desk.LookAsync(token, culture, Token));

    private static Task<ReceiptView> SignAsync(OfficeScene scene, Receipt receipt, string culture = "zh-CN") =>
        WithTokenAsync(scene, receipt, (desk, token) => desk.SignAsync(token, culture, "192.0.2.1", Token));

    private static async Task<ReceiptView> WithTokenAsync(OfficeScene scene, Receipt receipt, Func<ReceiptDesk, string, Task<ReceiptView>> act)
    {
        var token = await scene.InScopeAsync<ReceiptLinks, string>(async links =>
        {
            await links.ReadyAsync(Token);
            return links.Token(receipt.Id, receipt.ExpiresAt);
        });
        return await scene.InScopeAsync<ReceiptDesk, ReceiptView>(desk => act(desk, token));
    }
}
