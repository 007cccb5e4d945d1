using Ledger.Files;
using Ledger.History;
using Ledger.Issues;
using Ledger.Letters;
using Ledger.Refusals;
using Ledger.Supervising;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Acts;
using Workflows.Clock;

namespace Workflows.Tests.Acts;

/// <summary>Files that go with weekly reports and with answers to letters: checked as evidence is, read by those whose affair it is.</summary>
public sealed class Attachments
{
    private static readonly ReportText Text = new("完成清淤2公里", "", "继续清淤", [new MeasurePercent(1, 40)]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_a_report_they_are_kept_taken_back_and_from_its_submission_on_read_by_all_who_see_the_issue_and_frozen()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(1, new DateOnly(2026, 9, 30), Token);
        await scene.InScopeAsync<WeeklySupervisionCheck, bool>(async check =>
        {
            await check.RunAsync(Token);
            return true;
        });
        var week = await scene.InLedgerAsync(db => db.WeeklySupervisions.Select(w => w.Id).SingleAsync(Token));

        Assert.Equal("FileKindNotTaken", (await KeepAsync(scene, week, issue, File("台账.exe", "MZ\u0090\u0000program")))?.Code);
        Assert.Null((await ReportAsync(scene, week, issue, scene.LiaisonActor))?.Progress);
        Assert.Null(await KeepAsync(scene, week, issue, File("台账.pdf", "%PDF-1.7 台账"), File("照片.pdf", "%PDF-1.7 照片")));
        var kept = (await ReportAsync(scene, week, issue, scene.LiaisonActor))!.Files;
        Assert.Equal(["台账.pdf", "照片.pdf"], kept.Select(f => f.Name));
        Assert.Equal((true, true, false), await ReadersAsync(scene, kept[0].Id));

        Assert.Equal("OnlyTheLeadUnit", (await TakeBackAsync(scene, week, issue, kept[1].Id, scene.LeaderActor))?.Code);
        Assert.Null(await TakeBackAsync(scene, week, issue, kept[1].Id, scene.LiaisonActor));
        Assert.Equal((false, false, false), await ReadersAsync(scene, kept[1].Id));
        Assert.Equal("AttachmentUnknown", (await TakeBackAsync(scene, week, issue, kept[1].Id, scene.LiaisonActor))?.Code);
        Assert.Null(await scene.InScopeAsync<WeeklyReportActs, Refusal?>(acts => acts.SubmitAsync(scene.LiaisonActor, week, issue.Id, Text, Token)));

        Assert.Equal("ReportAlreadySubmitted", (await TakeBackAsync(scene, week, issue, kept[0].Id, scene.LiaisonActor))?.Code);
        Assert.Equal(["台账.pdf"], (await ReportAsync(scene, week, issue, scene.LeaderActor))!.Files.Select(f => f.Name));
        Assert.Equal((true, true, true), await ReadersAsync(scene, kept[0].Id));
        Assert.Equal("submitted_report_file_is_frozen", await BrokenAsync(scene, "delete from ledger.weekly_report_file"));
    }

    [Fact]
    public async Task With_an_answer_they_come_to_the_office_stay_with_the_letter_and_are_no_other_units_affair()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(1, new DateOnly(2026, 9, 30), Token);
        var letter = await SentAsync(scene, issue);

        Assert.Equal("AnswerMissing", (await AnswerAsync(scene, letter, " ", File("台账.pdf", "%PDF-1.7 台账")))?.Code);
        Assert.Equal("FileKindNotTaken", (await AnswerAsync(scene, letter, "已清淤", File("台账.exe", "MZ\u0090\u0000program")))?.Code);
        Assert.Null(await AnswerAsync(scene, letter, "已清淤", File("台账.pdf", "%PDF-1.7 台账")));

        var dossier = await scene.InLedgerAsync(db => LetterRegister.FindAsync(db, OfficeScene.Office, letter, Token));
        var file = Assert.Single(dossier!.Letter.AnswerFiles);
        Assert.Equal((true, true, true), await ReadersAsync(scene, file.Id));
        await HelpingUnitAsync(scene, issue);
        var helper = new Actor("helper", "吴示范", Role.Liaison, scene.OfficeUnit.Id);
        Assert.NotNull(await scene.InLedgerAsync(db => Ledger.Reading.IssueDossier.FindAsync(db, helper, issue.Id, new DateOnly(2026, 3, 2), Token)));
        Assert.Null(await scene.InLedgerAsync(db => FileStore.FindAsync(db, helper, file.Id, Token)));
        Assert.Equal(PostgresErrorCodes.RestrictViolation, await BrokenAsync(scene, "delete from ledger.letter_answer_file"));
        Assert.Equal("attachment_of_its_issue", await BrokenAsync(scene, "insert into ledger.stored_file select gen_random_uuid(), round_id, null, sha256, name, uploaded_by, uploaded_by_name, uploaded_at from ledger.stored_file limit 1; insert into ledger.letter_answer_file (letter_id, file_id) select l.id, f.id from ledger.letter l, ledger.stored_file f where f.issue_id is null"));
    }

    private static IncomingFile File(string name, string content) => new(name, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)));

    private static Task<Refusal?> KeepAsync(OfficeScene scene, Guid week, Issue issue, params IncomingFile[] files) =>
        scene.InScopeAsync<WeeklyReportActs, Refusal?>(acts => acts.KeepAsync(scene.LiaisonActor, week, issue.Id, Text, files, Token));

    private static Task<Refusal?> TakeBackAsync(OfficeScene scene, Guid week, Issue issue, Guid file, Actor actor) =>
        scene.InScopeAsync<WeeklyReportActs, Refusal?>(acts => acts.TakeBackAsync(actor, week, issue.Id, Text, file, Token));

    private static Task<Refusal?> AnswerAsync(OfficeScene scene, Guid letter, string answer, params IncomingFile[] files) =>
        scene.InScopeAsync<LetterActs, Refusal?>(acts => acts.AnswerAsync(scene.LiaisonActor, letter, answer, files, Token));

    private static async Task<WeeklyReport?> ReportAsync(OfficeScene scene, Guid week, Issue issue, Actor viewer) =>
        (await scene.InLedgerAsync(db => ReportDossier.FindAsync(db, viewer, week, issue.Id, Token)))!.Report;

    /// <summary>Whether the unit, the office and a leader may read it.</summary>
    private static async Task<(bool Unit, bool Office, bool Leader)> ReadersAsync(OfficeScene scene, Guid file)
    {
        async Task<bool> MayAsync(Actor viewer) => await scene.InLedgerAsync(db => FileStore.FindAsync(db, viewer, file, Token)) is not null;
        return (await MayAsync(scene.LiaisonActor), await MayAsync(OfficeScene.Office), await MayAsync(scene.LeaderActor));
    }

    private static async Task<Guid> SentAsync(OfficeScene scene, Issue issue)
    {
        var words = new LetterWords(LetterKind.Reminder, "关于第1号问题整改工作的提醒函", "请加快整改。", new DateOnly(2026, 3, 9));
        var drafted = await scene.InScopeAsync<LetterActs, Outcome<Guid>>(acts => acts.DraftAsync(OfficeScene.Office, issue.Id, words, Token));
        Assert.Null(await scene.InScopeAsync<LetterActs, Refusal?>(acts => acts.ApproveAsync(new Actor("office-2", "整改办乙", Role.Office), drafted.Value, Token)));
        Assert.Null(await scene.InScopeAsync<LetterActs, Refusal?>(acts => acts.SendAsync(OfficeScene.Office, drafted.Value, Token)));
        return drafted.Value;
    }

    private static Task<int> HelpingUnitAsync(OfficeScene scene, Issue issue) => scene.InLedgerAsync(async db =>
    {
        var stored = await db.Issues.Include(i => i.ResponsibleUnits).SingleAsync(i => i.Id == issue.Id, Token);
        stored.ResponsibleUnits.Add(await db.Units.SingleAsync(u => u.Id == scene.OfficeUnit.Id, Token));
        return await db.SaveChangesAsync(Token);
    });

    private static async Task<string> BrokenAsync(OfficeScene scene, string sql)
    {
        await using var command = scene.DataSource.CreateCommand(sql);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Token));
        return refused.ConstraintName ?? refused.SqlState;
    }
}
