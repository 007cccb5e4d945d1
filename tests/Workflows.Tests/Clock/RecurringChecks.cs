using Ledger.History;
using Microsoft.EntityFrameworkCore;
using Workflows.Clock;
using Workflows.LifeCycle;

namespace Workflows.Tests.Clock;

public sealed class RecurringChecks
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_week_is_opened_once_with_a_duty_for_every_open_issue_and_every_branch_waits_again()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issues = new[] { await scene.AssignedAsync(1, new DateOnly(2026, 9, 30), Token), await scene.AssignedAsync(2, new DateOnly(2026, 9, 30), Token) };
        await scene.RegisterAsync(3, Token);

        await WeekAsync(scene);
        await WeekAsync(scene);

        Assert.Equal(2, await scene.InLedgerAsync(db => db.WeeklyDuties.CountAsync(Token)));
        foreach (var issue in issues)
        {
            Assert.Single((await scene.DossierAsync(issue.Id, Token))!.History, h => h.What is WeekOpened { WeekOf: { Day: 2, Month: 3 } } && h.ActorId == Actor.System.Id);
            Assert.Contains(LifeCycleNames.WeeklySupervision, (await scene.PositionAsync(issue, Token))!.AwaitedEvents);
        }

        scene.Clock.Advance(TimeSpan.FromDays(7));
        await WeekAsync(scene);
        Assert.Equal(4, await scene.InLedgerAsync(db => db.WeeklyDuties.CountAsync(Token)));
    }

    [Fact]
    public async Task A_half_month_is_opened_once()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(1, new DateOnly(2026, 9, 30), Token);

        await MeetingAsync(scene);
        await MeetingAsync(scene);
        scene.Clock.Advance(TimeSpan.FromDays(14));
        await MeetingAsync(scene);

        Assert.Equal(2, (await scene.DossierAsync(issue.Id, Token))!.History.Count(h => h.What is MeetingOpened));
    }

    private static Task<bool> WeekAsync(OfficeScene scene) => scene.InScopeAsync<WeeklySupervisionCheck, bool>(async check =>
    {
        await check.RunAsync(Token);
        return true;
    });

    private static Task<bool> MeetingAsync(OfficeScene scene) => scene.InScopeAsync<HalfMonthlySchedulingCheck, bool>(async check =>
    {
        await check.RunAsync(Token);
        return true;
    });
}
