using System.IO.Compression;
using Ledger.History;
using Ledger.Issues;
using Ledger.Letters;
using Ledger.Refusals;
using Microsoft.EntityFrameworkCore;
using Notifications.Receipts;
using Workflows.Acts;
using Workflows.Clock;

namespace Workflows.Tests.Letters;

public sealed class LettersGoTheirWay
{
    private static readonly Actor Approver = new("office-2", "整改办乙", Role.Office);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_letter_is_drafted_approved_sent_signed_answered_and_closed()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(1, new DateOnly(2026, 3, 20), Token);
        var id = await DraftAsync(scene, issue);

        Assert.Equal("NobodyApprovesHisOwnLetter", (await ActAsync(scene, a => a.ApproveAsync(OfficeScene.Office, id, Token)))?.Code);
        Assert.Equal("LetterNotFound", (await ActAsync(scene, a => a.SignAsync(scene.LiaisonActor, id, null, Token)))?.Code);
        Assert.Null(await ActAsync(scene, a => a.ApproveAsync(Approver, id, Token)));
        Assert.Null(await ActAsync(scene, a => a.SendAsync(OfficeScene.Office, id, Token)));

        var mails = (await scene.MailsAsync(Token)).Where(m => m.Kind == "ReminderLetter").Select(m => m.Address);
        Assert.Equal(
            new[] { scene.Liaison.Email, scene.Head.Email, scene.Leader.Email }.Order(StringComparer.Ordinal), mails.Order(StringComparer.Ordinal));
        var letter = await LetterAsync(scene, id);
        Assert.Equal(("整改办函〔2026〕1号", LetterState.Sent), (letter.PrintedNumber, letter.State));

        Assert.Null(await ActAsync(scene, a => a.SignAsync(scene.LiaisonActor, id, scene.Liaison.Email, Token)));
        Assert.Null(await ActAsync(scene, a => a.AnswerAsync(scene.LiaisonActor, id, "已清淤3公里", [], Token)));
        Assert.Null(await ActAsync(scene, a => a.CloseAsync(OfficeScene.Office, id, Token)));

        var history = (await scene.DossierAsync(issue.Id, Token))!.History.OrderBy(h => h.Id).Select(h => h.What.GetType().Name);
        Assert.Equal(["LetterDrafted", "LetterApproved", "LetterSent", "LetterSigned", "LetterAnswered", "LetterClosed"], history.Where(n => n.StartsWith("Letter", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_attached_document_says_what_the_letter_says()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(1, new DateOnly(2026, 3, 20), Token);
        await SentAsync(scene, issue);

        await using var command = scene.DataSource.CreateCommand("select content from notifications.mail_file");
        var content = (byte[])(await command.ExecuteScalarAsync(Token))!;
        using var zip = new ZipArchive(new MemoryStream(content));
        using var reader = new StreamReader(await zip.GetEntry("word/document.xml")!.OpenAsync(Token));
        var text = await reader.ReadToEndAsync(Token);

        string[] inOrder = ["市委巡视整改办", "整改办函〔2026〕1号", "关于第1号问题整改工作的提醒函", "市水利和湖泊局：", "请于2026年3月9日前书面回复", "特此函告。", "2026年3月2日", "抄送：李示范"];
        Assert.Equal(inOrder, inOrder.OrderBy(part => text.IndexOf(part, StringComparison.Ordinal)));
        Assert.All(inOrder, part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_link_signs_for_the_unit_once_and_dies_with_the_letter()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(1, new DateOnly(2026, 3, 20), Token);
        var signed = await SentAsync(scene, issue);
        var withdrawn = await SentAsync(scene, issue);
        Assert.Null(await ActAsync(scene, a => a.VoidAsync(OfficeScene.Office, withdrawn, "对象有误", Token)));

        await using var connection = await scene.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        var subjects = await scene.InScopeAsync<IEnumerable<IReceiptSubjects>, IReceiptSubjects>(all => Task.FromResult(all.Single(s => s.Kind == "letter")));
        Assert.Contains("对象有误", (await subjects.FindAsync(transaction, Asked(scene, withdrawn), "zh-CN", Token))!.Void!, StringComparison.Ordinal);
        Assert.Null((await subjects.FindAsync(transaction, Asked(scene, signed), "zh-CN", Token))!.Void);
        Assert.Null(await subjects.FindAsync(transaction, Asked(scene, Guid.NewGuid()), "zh-CN", Token));
        await subjects.SignedAsync(transaction, Asked(scene, signed) with { SignedAt = scene.Clock.GetUtcNow(), SignedBy = "link" }, Token);
        await transaction.CommitAsync(Token);

        Assert.Equal((LetterState.Signed, scene.Liaison.Name), await scene.InLedgerAsync(async db =>
        {
            var letter = await db.Letters.SingleAsync(l => l.Id == signed, Token);
            return (letter.State, letter.SignedByName!);
        }));
        Assert.Equal("LetterMovedOn", (await ActAsync(scene, a => a.SignAsync(scene.LiaisonActor, signed, null, Token)))?.Code);
    }

    [Fact]
    public async Task Numbers_have_no_gaps_and_no_doubles_however_many_send_at_once_and_start_anew_with_the_year()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(1, new DateOnly(2026, 9, 20), Token);
        var letters = new List<Guid>();
        for (var n = 0; n < 8; n++)
        {
            letters.Add(await ApprovedAsync(scene, issue));
        }

        // Each on a connection of its own, as two hosts would; one draws its number and falls over before it commits.
        await Task.WhenAll(letters.Select((id, at) => at == 3 ? CrashAsync(scene) : (Task)ActAsync(scene, a => a.SendAsync(OfficeScene.Office, id, Token))));
        Assert.Null(await ActAsync(scene, a => a.SendAsync(OfficeScene.Office, letters[3], Token)));

        scene.Clock.AdjustTime(new DateTimeOffset(2026, 12, 31, 16, 0, 0, TimeSpan.Zero));
        var next = await SentAsync(scene, issue);

        var numbers = await scene.InLedgerAsync(db => db.Letters.Where(l => l.Year == 2026).Select(l => l.Number!.Value).ToListAsync(Token));
        Assert.Equal(Enumerable.Range(1, 8), numbers.Order());
        Assert.Equal("整改办函〔2027〕1号", (await LetterAsync(scene, next)).PrintedNumber);
    }

    [Fact]
    public async Task An_overdue_reply_is_told_once_to_unit_and_office()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(1, new DateOnly(2026, 9, 20), Token);
        await SentAsync(scene, issue);
        Assert.Equal(0, await CheckAsync(scene));

        scene.Clock.Advance(TimeSpan.FromDays(9));

        Assert.Equal(3, await CheckAsync(scene));
        Assert.Equal(0, await CheckAsync(scene));
    }

    [Fact]
    public async Task The_ladder_drafts_a_letter_once()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(1, new DateOnly(2026, 2, 20), Token);
        scene.Clock.Advance(TimeSpan.FromDays(1));
        Task<int> SweepAsync() => scene.InScopeAsync<DeadlineCheck, int>(check => check.RunAsync(Token));

        await SweepAsync();
        await SweepAsync();

        var letter = await scene.InLedgerAsync(db => db.Letters.SingleAsync(Token));
        Assert.Equal(
            (LetterKind.Reminder, LetterState.Draft, "system", new DateOnly(2026, 3, 10)), (letter.Kind, letter.State, letter.WrittenBy, letter.ReplyBy));
        Assert.Contains("已逾期", letter.Body, StringComparison.Ordinal);
        Assert.Null(await ActAsync(scene, a => a.ApproveAsync(OfficeScene.Office, letter.Id, Token)));
    }

    private static async Task CrashAsync(OfficeScene scene)
    {
        await using var connection = await scene.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await using var db = Ledger.Storage.LedgerDb.On(transaction);
        Assert.InRange((await LetterNumber.NextAsync(db, "整改办函", 2026, Token)).Number, 1, 8);
    }

    private static async Task<Guid> SentAsync(OfficeScene scene, Issue issue)
    {
        var id = await ApprovedAsync(scene, issue);
        Assert.Null(await ActAsync(scene, a => a.SendAsync(OfficeScene.Office, id, Token)));
        return id;
    }

    private static async Task<Guid> ApprovedAsync(OfficeScene scene, Issue issue)
    {
        var id = await DraftAsync(scene, issue);
        Assert.Null(await ActAsync(scene, a => a.ApproveAsync(Approver, id, Token)));
        return id;
    }

    private static async Task<Guid> DraftAsync(OfficeScene scene, Issue issue)
    {
        var today = Ledger.Deadlines.Shanghai.DayOf(scene.Clock.GetUtcNow());
        var drafted = await scene.InScopeAsync<LetterActs, Outcome<Guid>>(acts => acts.DraftAsync(
            OfficeScene.Office, issue.Id, new LetterWords(LetterKind.Reminder, "关于第1号问题整改工作的提醒函", "一、反馈问题。\n请加快整改。", today.AddDays(7)), Token));
        Assert.Null(drafted.Refusal);
        return drafted.Value;
    }

    private static Task<Letter> LetterAsync(OfficeScene scene, Guid id) => scene.InLedgerAsync(db => db.Letters.SingleAsync(l => l.Id == id, Token));

    private static Task<int> CheckAsync(OfficeScene scene) => scene.InScopeAsync<LetterReplyCheck, int>(check => check.RunAsync(Token));

    private static Receipt Asked(OfficeScene scene, Guid letter) => new(
        Guid.NewGuid(), $"letter/{letter:n}", scene.Liaison.Email, scene.Liaison.Name, scene.Clock.GetUtcNow(), scene.Clock.GetUtcNow().AddDays(30), null, null);

    private static Task<Refusal?> ActAsync(OfficeScene scene, Func<LetterActs, Task<Refusal?>> act) => scene.InScopeAsync(act);
}
