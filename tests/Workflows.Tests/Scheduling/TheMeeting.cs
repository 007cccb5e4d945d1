using Ledger.History;
using Ledger.Refusals;
using Ledger.Scheduling;
using Microsoft.EntityFrameworkCore;
using Workflows.Acts;
using Workflows.Clock;

namespace Workflows.Tests.Scheduling;

public sealed class TheMeeting
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_agenda_is_drawn_from_exceptions_and_sent_once()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var late = await scene.AssignedAsync(1, new DateOnly(2026, 3, 10), Token);
        await scene.AssignedAsync(2, new DateOnly(2026, 12, 31), Token);
        var behind = await scene.AssignedAsync(3, new DateOnly(2026, 4, 1), Token);
        await scene.InScopeAsync<WeeklySupervisionCheck, bool>(async check =>
        {
            await check.RunAsync(Token);
            return true;
        });
        scene.Clock.AdjustTime(new DateTimeOffset(2026, 3, 16, 1, 0, 0, TimeSpan.Zero));
        await scene.InScopeAsync<WeeklyCutOffCheck, int>(check => check.RunAsync(Token));

        Assert.Null(await scene.InScopeAsync<ExtensionActs, Refusal?>(acts => acts.AskAsync(scene.LiaisonActor, late.Id, 1, new DateOnly(2026, 3, 31), "汛期提前", Token)));

        await OpenAsync(scene);
        await OpenAsync(scene);

        var meeting = await MeetingAsync(scene);
        Assert.Equal(new DateTimeOffset(2026, 3, 17, 7, 0, 0, TimeSpan.Zero), meeting.MeetsAt);
        var agenda = await scene.InLedgerAsync(db => SchedulingReading.AgendaAsync(db, OfficeScene.Office, [meeting.Id], Token));
        Assert.Equal([1, 3, 2], agenda.Select(i => i.Number));
        Assert.Equal([(AgendaReason.Overdue, 6), (AgendaReason.ReportMissing, 1), (AgendaReason.ExtensionAsked, 1)], agenda[0].Reasons.Select(r => (r.Reason, r.Amount)));
        Assert.Contains(agenda[1].Reasons, r => r is { Reason: AgendaReason.BehindPlan, Amount: > 40 });
        Assert.Equal(4, (await scene.MailsAsync(Token)).Count(m => m.Kind == "SchedulingAgenda"));
        Assert.NotEqual(late.Id, behind.Id);

        Assert.Null(await ActAsync(scene, a => a.MoveAsync(OfficeScene.Office, meeting.Id, meeting.MeetsAt.AddDays(1), "二号会议室", Token)));
        Assert.Equal(8, (await scene.MailsAsync(Token)).Count(m => m.Kind == "SchedulingAgenda"));
    }

    [Fact]
    public async Task A_decision_is_its_owners_is_reminded_and_done_and_a_closed_record_stays()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(1, new DateOnly(2026, 9, 30), Token);
        await OpenAsync(scene);
        var meeting = await MeetingAsync(scene);
        var owner = scene.LiaisonActor with { PersonId = scene.Liaison.Id };
        Assert.Null(await ActAsync(scene, a => a.DecideAsync(
            OfficeScene.Office, meeting.Id, new DecisionWords(issue.Id, "打通数据接口", scene.Liaison.Id, new DateOnly(2026, 3, 10)), Token)));
        Assert.Equal("MeetingNeedsARecord", (await ActAsync(scene, a => a.CloseAsync(OfficeScene.Office, meeting.Id, Token)))?.Code);
        Assert.Null(await ActAsync(scene, a => a.WriteAsync(OfficeScene.Office, meeting.Id, "李示范、王示范", "听取汇报", Token)));
        Assert.Null(await ActAsync(scene, a => a.CloseAsync(OfficeScene.Office, meeting.Id, Token)));
        Assert.Equal("MeetingIsClosed", (await ActAsync(scene, a => a.WriteAsync(OfficeScene.Office, meeting.Id, "x", "y", Token)))?.Code);

        Assert.Equal(0, await CheckAsync(scene));
        scene.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(1, await CheckAsync(scene));
        scene.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal(1, await CheckAsync(scene));
        Assert.Equal(0, await CheckAsync(scene));
        Assert.Equal(3, (await scene.MailsAsync(Token)).Count(m => m.Kind == "MeetingDecision" && m.Address == scene.Liaison.Email));

        var decision = await scene.InLedgerAsync(db => db.MeetingDecisions.SingleAsync(Token));
        Assert.Equal("OnlyTheOwner", (await ActAsync(scene, a => a.FinishAsync(scene.LiaisonActor, meeting.Id, decision.Id, "已打通", Token)))?.Code);
        Assert.Null(await ActAsync(scene, a => a.FinishAsync(owner, meeting.Id, decision.Id, "已打通", Token)));
        Assert.Equal("DecisionAlreadyDone", (await ActAsync(scene, a => a.FinishAsync(owner, meeting.Id, decision.Id, "已打通", Token)))?.Code);
        Assert.Contains((await scene.DossierAsync(issue.Id, Token))!.History, h => h.What is DecisionDone { Result: "已打通" });
        Assert.Equal(1, await scene.InLedgerAsync(db => SchedulingReading.HeldAsync(db, Token)));
    }

    private static Task<SchedulingMeeting> MeetingAsync(OfficeScene scene) =>
        scene.InLedgerAsync(db => db.SchedulingMeetings.OrderByDescending(m => m.HalfMonthFrom).FirstAsync(Token));

    private static Task<int> CheckAsync(OfficeScene scene) => scene.InScopeAsync<DecisionCheck, int>(check => check.RunAsync(Token));

    private static Task<Refusal?> ActAsync(OfficeScene scene, Func<SchedulingActs, Task<Refusal?>> act) => scene.InScopeAsync(act);

    private static Task<bool> OpenAsync(OfficeScene scene) => scene.InScopeAsync<HalfMonthlySchedulingCheck, bool>(async check =>
    {
        await check.RunAsync(Token);
        return true;
    });
}
