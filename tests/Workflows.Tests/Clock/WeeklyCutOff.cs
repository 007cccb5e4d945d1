using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using Ledger.Supervising;
using Microsoft.EntityFrameworkCore;
using Workflows.Acts;
using Workflows.Clock;

namespace Workflows.Tests.Clock;

public sealed class WeeklyCutOff
{
    private static readonly ReportText Text = new("完成清淤2公里", "", "继续清淤", [new MeasurePercent(1, 40)]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_did_not_report_is_told_once_and_the_second_time_his_superiors_are()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var silent = await scene.AssignedAsync(1, new DateOnly(2026, 9, 30), Token);
        var reported = await scene.AssignedAsync(2, new DateOnly(2026, 9, 30), Token);
        await OpenAsync(scene);
        Assert.Null(await SubmitAsync(scene, reported));
        Assert.Equal(0, await CutOffAsync(scene));

        scene.Clock.Advance(TimeSpan.FromDays(5));
        Assert.Equal(1, await CutOffAsync(scene));
        Assert.Equal(0, await CutOffAsync(scene));

        Assert.Equal([scene.Liaison.Email], await ToldAsync(scene, "WeeklyReportMissed"));
        Assert.Empty(await ToldAsync(scene, "WeeklyReportSuperior"));
        Assert.Single(await HistoryAsync(scene, silent), what => what is WeeklyReportMissed { Misses: 1 });
        Assert.DoesNotContain(await HistoryAsync(scene, reported), what => what is WeeklyReportMissed);

        scene.Clock.Advance(TimeSpan.FromDays(2));
        await OpenAsync(scene);
        scene.Clock.Advance(TimeSpan.FromDays(5));
        Assert.Equal(2, await CutOffAsync(scene));

        Assert.Equal(
            new[] { scene.Head.Email, scene.Leader.Email }.Order(StringComparer.Ordinal),
            (await ToldAsync(scene, "WeeklyReportSuperior")).Order(StringComparer.Ordinal));
        Assert.Single(await HistoryAsync(scene, silent), what => what is WeeklyReportMissed { Misses: 2 });
        Assert.Equal(2, await scene.InLedgerAsync(db => SupervisionReading.ChecksAsync(db, Token)));
    }

    [Fact]
    public async Task A_leader_over_several_units_hears_of_all_their_misses_in_one_mail()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        await scene.AssignedAsync(1, new DateOnly(2026, 9, 30), Token);
        var other = await scene.AssignedAsync(2, new DateOnly(2026, 9, 30), Token);
        var unit = new Ledger.Units.Unit { Id = Guid.NewGuid(), Name = "市农业农村局" };
        await scene.InLedgerAsync(async db =>
        {
            db.Units.Add(unit);
            await db.SaveChangesAsync(Token);
            return await db.Issues.Where(i => i.Id == other.Id).ExecuteUpdateAsync(i => i.SetProperty(x => x.LeadUnitId, unit.Id), Token);
        });
        for (var week = 0; week < 2; week++)
        {
            await OpenAsync(scene);
            scene.Clock.Advance(TimeSpan.FromDays(7));
            Assert.Equal(2, await CutOffAsync(scene));
        }

        Assert.Equal([scene.Head.Email], await ToldAsync(scene, "WeeklyReportSuperior"));
        Assert.Equal([scene.Leader.Email], await ToldAsync(scene, "Digest"));
        await using var command = scene.DataSource.CreateCommand("select data->'entries'->0->>'matter', data->'entries'->1->>'matter' from notifications.mail where kind = 'Digest'");
        await using var reader = await command.ExecuteReaderAsync(Token);
        Assert.True(await reader.ReadAsync(Token));
        Assert.Equal(("市水利和湖泊局连续2次未按时报送周报", "市农业农村局连续2次未按时报送周报"), (reader.GetString(0), reader.GetString(1)));
    }

    [Fact]
    public async Task While_it_is_verified_an_issue_is_asked_for_missed_and_called_to_the_meeting_and_signed_off_it_is_let_go()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.RequestedAsync(1, new DateOnly(2026, 9, 30), Token);
        await OpenAsync(scene);
        var owed = await scene.InLedgerAsync(db => new Ledger.Working.ReportsOwed().ReadAsync(db, scene.LiaisonActor, new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 31), Token));
        Assert.Equal(issue.Id, Assert.Single(owed).IssueId);

        scene.Clock.Advance(TimeSpan.FromDays(14));
        Assert.Equal(1, await CutOffAsync(scene));
        await scene.InScopeAsync<HalfMonthlySchedulingCheck, bool>(async check =>
        {
            await check.RunAsync(Token);
            return true;
        });
        Assert.Equal(
            [Ledger.Scheduling.AgendaReason.ReportMissing],
            await scene.InLedgerAsync(db => db.AgendaEntries.Where(e => e.IssueId == issue.Id).Select(e => e.Reason).ToListAsync(Token)));

        await OpenAsync(scene);
        Assert.Null(await SubmitAsync(scene, issue));
        scene.Clock.Advance(TimeSpan.FromDays(7));
        await OpenAsync(scene);
        await scene.AgreeAsync(issue, Token, scene.HeadActor, scene.LeaderActor, OfficeScene.Office, scene.DeputyActor);
        scene.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(0, await CutOffAsync(scene));
    }

    [Fact]
    public async Task A_late_report_ends_no_miss_but_the_next_one_in_time_does()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(1, new DateOnly(2026, 9, 30), Token);
        await OpenAsync(scene);
        scene.Clock.Advance(TimeSpan.FromDays(5));
        Assert.Null(await SubmitAsync(scene, issue));
        Assert.Equal(1, await CutOffAsync(scene));

        scene.Clock.Advance(TimeSpan.FromDays(2));
        await OpenAsync(scene);
        Assert.Null(await SubmitAsync(scene, issue));
        scene.Clock.Advance(TimeSpan.FromDays(7));
        await OpenAsync(scene);
        scene.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(1, await CutOffAsync(scene));

        Assert.Equal([1, 1], (await HistoryAsync(scene, issue)).OfType<WeeklyReportMissed>().Select(m => m.Misses));
        Assert.Single(await HistoryAsync(scene, issue), what => what is WeeklyReportSubmitted { IsLate: true });
    }

    [Fact]
    public async Task After_an_outage_over_several_cut_offs_one_mail_says_all()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        await scene.AssignedAsync(1, new DateOnly(2026, 9, 30), Token);
        await OpenAsync(scene);
        scene.Clock.Advance(TimeSpan.FromDays(7));
        await OpenAsync(scene);
        scene.Clock.Advance(TimeSpan.FromDays(7));

        await Task.WhenAll(CutOffAsync(scene), CutOffAsync(scene));

        Assert.Single(await ToldAsync(scene, "WeeklyReportMissed"));
        Assert.Equal(2, (await ToldAsync(scene, "WeeklyReportSuperior")).Count);
    }

    [Fact]
    public async Task A_returned_report_goes_back_to_its_unit_with_the_reason()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(1, new DateOnly(2026, 9, 30), Token);
        await OpenAsync(scene);
        await SubmitAsync(scene, issue);
        var week = await scene.InLedgerAsync(db => db.WeeklySupervisions.Select(w => w.Id).SingleAsync(Token));

        Assert.Equal("OnlyTheOffice", (await ReturnAsync(scene, week, issue, scene.LiaisonActor))?.Code);
        Assert.Null(await ReturnAsync(scene, week, issue, OfficeScene.Office));
        Assert.Equal("ReportNotSubmitted", (await ReturnAsync(scene, week, issue, OfficeScene.Office))?.Code);

        Assert.Equal([scene.Liaison.Email], await ToldAsync(scene, "Digest"));
        Assert.Equal(40, (await scene.DossierAsync(issue.Id, Token))!.Issue.Measures[0].Progress);
        scene.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(1, await CutOffAsync(scene));
    }

    private static Task<Refusal?> ReturnAsync(OfficeScene scene, Guid week, Issue issue, Actor actor) =>
        scene.InScopeAsync<WeeklyReportActs, Refusal?>(acts => acts.ReturnAsync(actor, week, issue.Id, "数字不实", Token));

    private static async Task<Refusal?> SubmitAsync(OfficeScene scene, Issue issue)
    {
        var week = await scene.InLedgerAsync(db => db.WeeklySupervisions.OrderByDescending(w => w.WeekOf).Select(w => w.Id).FirstAsync(Token));
        return await scene.InScopeAsync<WeeklyReportActs, Refusal?>(acts => acts.SubmitAsync(scene.LiaisonActor, week, issue.Id, Text, Token));
    }

    private static async Task<IReadOnlyList<HistoryEvent>> HistoryAsync(OfficeScene scene, Issue issue) =>
        [.. (await scene.DossierAsync(issue.Id, Token))!.History.OrderBy(h => h.Id).Select(h => h.What)];

    private static async Task<IReadOnlyList<string>> ToldAsync(OfficeScene scene, string kind) =>
        [.. (await scene.MailsAsync(Token)).Where(m => m.Kind == kind).Select(m => m.Address)];

    private static Task<int> CutOffAsync(OfficeScene scene) => scene.InScopeAsync<WeeklyCutOffCheck, int>(check => check.RunAsync(Token));

    private static Task<bool> OpenAsync(OfficeScene scene) => scene.InScopeAsync<WeeklySupervisionCheck, bool>(async check =>
    {
        await check.RunAsync(Token);
        return true;
    });
}
