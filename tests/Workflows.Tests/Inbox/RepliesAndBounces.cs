using System.Globalization;
using Ledger.Files;
using Ledger.History;
using Ledger.Reading;
using Microsoft.EntityFrameworkCore;
using Notifications.Inbox;
using Npgsql;
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
    public async Task What_comes_with_an_answer_is_checked_like_an_upload_and_kept_with_the_note()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(1, new DateOnly(2026, 6, 30), Token);
        var about = IssueMails.RelatesTo(issue.Id);
        byte[] pdf = [.. "%PDF-1.7 勘察报告"u8];

        var outcome = await TakeWholeAsync(scene, about, "a", scene.Liaison.Email, "见附件。",
            new IncomingFile("../勘察报告.pdf", "application/x-anything", pdf),
            new IncomingFile("照片.jpg", "image/jpeg", [.. "MZ\u0090 a program"u8]),
            new IncomingFile("空.txt", "text/plain", []),
            new IncomingFile("同一份.pdf", "application/pdf", pdf));
        await TakeWholeAsync(scene, about, "b", scene.Liaison.Email, " ", new IncomingFile("补充.pdf", "application/pdf", [.. pdf, 1]));

        Assert.Equal(IncomingOutcome.Noted, outcome.Kind);
        Assert.Contains("照片.jpg", outcome.Detail, StringComparison.Ordinal);
        var notes = await scene.InLedgerAsync(db => IssueNotes.OfAsync(db, issue.Id, Token));
        Assert.Equal([["补充.pdf"], ["勘察报告.pdf", "同一份.pdf"]], notes.Select(n => n.Files.Select(f => f.Name)));
        Assert.Equal("Re: 【交办】", notes[0].Text);
        Assert.Equal(["照片.jpg", "空.txt"], notes[1].LeftOut.Select(f => f.Name));
        Assert.All(notes[1].LeftOut, f => Assert.Contains(f.Name, f.Why(CultureInfo.GetCultureInfo("en")), StringComparison.Ordinal));
        Assert.Single(notes[1].Files.Select(f => f.Sha256).Distinct());

        using var read = new MemoryStream();
        await FileStore.CopyToAsync(scene.DataSource, notes[1].Files[0].Sha256, read, Token);
        Assert.Equal(pdf, read.ToArray());
        var liaison = new Actor("a", scene.Liaison.Name, Role.Liaison, scene.LeadUnit.Id, scene.Liaison.Id);
        var stranger = liaison with { UnitId = Guid.NewGuid(), PersonId = null };
        var id = notes[1].Files[0].Id;
        Assert.NotNull(await scene.InLedgerAsync(db => FileStore.FindAsync(db, liaison, id, Token)));
        Assert.Null(await scene.InLedgerAsync(db => FileStore.FindAsync(db, stranger, id, Token)));
        Assert.Contains((await scene.DossierAsync(issue.Id, Token))!.History, h => h.What is NoteAdded { Files: ["勘察报告.pdf", "同一份.pdf"] });
        await Assert.ThrowsAsync<PostgresException>(() => scene.InLedgerAsync(db => db.Database.ExecuteSqlAsync($"delete from ledger.issue_note_file", Token)));
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

    private static async Task<IncomingOutcome> TakeAsync(OfficeScene scene, string? about, string key, string from, string text) =>
        (await TakeWholeAsync(scene, about, key, from, text)).Kind;

    private static async Task<ReplyOutcome> TakeWholeAsync(
        OfficeScene scene, string? about, string key, string from, string text, params IReadOnlyList<IncomingFile> files)
    {
        await using var connection = await scene.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        var reply = new IncomingReply(key, Guid.NewGuid(), about, from, "", "Re: 【交办】", scene.Clock.GetUtcNow(), text, files);
        var outcome = await scene.InScopeAsync<IReplyReader, ReplyOutcome>(reader => reader.TakeAsync(transaction, reply, Token));
        await transaction.CommitAsync(Token);
        scene.Clock.Advance(TimeSpan.FromSeconds(1));
        return outcome;
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
