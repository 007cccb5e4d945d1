using Ledger.History;
using Ledger.Reading;
using Notifications.Inbox;
using Workflows.Mails;

namespace Workflows.Tests.Inbox;

public sealed class RepliesAndBounces
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_becomes_a_note_once_and_from_whoever_the_issue_concerns_only()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(1, new DateOnly(2026, 6, 30), Token);
        var about = IssueMails.RelatesTo(issue.Id);

        Assert.Equal(IncomingOutcome.Noted, await TakeAsync(scene, about, "a", scene.Liaison.Email.ToUpperInvariant(), " 已完成勘察。 "));
        Assert.Equal(IncomingOutcome.Noted, await TakeAsync(scene, about, "a", scene.Liaison.Email, "已完成勘察。"));
        Assert.Equal(IncomingOutcome.Noted, await TakeAsync(scene, about, "b", scene.Leader.Email, "请抓紧。"));
        Assert.Equal(IncomingOutcome.Noted, await TakeAsync(scene, about, "c", scene.OfficePerson.Email, "收到。"));
        Assert.Equal(IncomingOutcome.UnknownSender, await TakeAsync(scene, about, "d", "nobody@elsewhere.example", "？"));
        Assert.Equal(IncomingOutcome.Ignored, await TakeAsync(scene, about, "e", scene.Head.Email, " \n "));
        Assert.Equal(IncomingOutcome.UnknownThread, await TakeAsync(scene, IssueMails.RelatesTo(Guid.NewGuid()), "f", scene.Head.Email, "一"));
        Assert.Equal(IncomingOutcome.UnknownThread, await TakeAsync(scene, null, "g", scene.Head.Email, "一"));

        var notes = await scene.InLedgerAsync(db => IssueNotes.OfAsync(db, issue.Id, Token));
        Assert.Equal(["已完成勘察。", "请抓紧。", "收到。"], notes.Select(n => n.Text).Reverse());
        var history = (await scene.DossierAsync(issue.Id, Token))!.History;
        Assert.Contains(history, h => h.What is NoteAdded { Text: "已完成勘察。" } && h.ActorName == scene.Liaison.Name);
    }

    [Fact]
    public async Task A_unit_that_has_no_part_in_the_issue_adds_nothing_to_it()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(1, new DateOnly(2026, 6, 30), Token);
        var other = new Ledger.Units.Unit { Id = Guid.NewGuid(), Name = "市教育局" };
        var stranger = new Ledger.Units.Person { Id = Guid.NewGuid(), Name = "钱示范", Title = "科长", Email = "qian@edu.example" };
        await scene.InLedgerAsync(async db =>
        {
            db.Units.Add(other);
            await db.SaveChangesAsync(Token);
            stranger.UnitId = other.Id;
            db.People.Add(stranger);
            return await db.SaveChangesAsync(Token);
        });
        Assert.Equal(IncomingOutcome.UnknownSender, await TakeAsync(scene, IssueMails.RelatesTo(issue.Id), "a", stranger.Email, "我们也有话说"));
        Assert.Empty(await scene.InLedgerAsync(db => IssueNotes.OfAsync(db, issue.Id, Token)));
    }

    [Fact]
    public async Task The_office_hears_of_an_address_that_bounces_once_a_day()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        await scene.AssignedAsync(1, new DateOnly(2026, 6, 30), Token);
        await BounceAsync(scene, "Assigned");
        await BounceAsync(scene, "DeadlineNear");
        await BounceAsync(scene, "BounceNotice");
        Assert.Equal([("BounceNotice", scene.OfficePerson.Email)], (await scene.MailsAsync(Token)).Where(m => m.Kind == "BounceNotice"));
        scene.Clock.Advance(TimeSpan.FromDays(1));
        await BounceAsync(scene, "Overdue");
        Assert.Equal(2, (await scene.MailsAsync(Token)).Count(m => m.Kind == "BounceNotice"));
    }

    private static async Task<IncomingOutcome> TakeAsync(OfficeScene scene, string? about, string key, string from, string text)
    {
        await using var connection = await scene.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        var reply = new IncomingReply(key, Guid.NewGuid(), about, from, "", "Re:", scene.Clock.GetUtcNow(), text, []);
        var outcome = await scene.InScopeAsync<IReplyReader, ReplyOutcome>(reader => reader.TakeAsync(transaction, reply, Token));
        await transaction.CommitAsync(Token);
        scene.Clock.Advance(TimeSpan.FromSeconds(1));
        return outcome.Kind;
    }

    private static async Task BounceAsync(OfficeScene scene, string kind)
    {
        await using var connection = await scene.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        var mail = new BouncedMail(Guid.NewGuid(), kind, "【交办】", "gone@unit.example", "王", scene.Clock.GetUtcNow(), "5.1.1", "550 no such user");
        await scene.InScopeAsync<IBounceReader, int>(async reader =>
        {
            await reader.BouncedAsync(transaction, mail, Token);
            return 0;
        });
        await transaction.CommitAsync(Token);
    }
}
