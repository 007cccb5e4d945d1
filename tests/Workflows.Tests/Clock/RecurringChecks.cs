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

    [Fact]
    public async Task Each_step_of_the_ladder_goes_out_once_over_a_whole_year_of_days_gone_through_twice()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        await scene.AssignedAsync(1, new DateOnly(2026, 9, 30), Token);

        for (var pass = 0; pass < 2; pass++)
        {
            for (var day = 0; day < 365; day++)
            {
                await DeadlinesAsync(scene);
                scene.Clock.Advance(TimeSpan.FromDays(1));
            }

            scene.Clock.AdjustTime(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
        }

        var mails = (await scene.MailsAsync(Token)).CountBy(m => m.Kind).ToDictionary();
        Assert.Equal((3, 3), (mails["DeadlineNear"], mails["Overdue"]));
    }

    [Fact]
    public async Task After_an_outage_one_mail_says_all()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        await scene.AssignedAsync(1, new DateOnly(2026, 3, 31), Token);
        scene.Clock.Advance(TimeSpan.FromDays(60));

        await DeadlinesAsync(scene);

        Assert.DoesNotContain(await scene.MailsAsync(Token), m => m.Kind == "DeadlineNear");
        Assert.Equal(3, (await scene.MailsAsync(Token)).Count(m => m.Kind == "Overdue"));
    }

    private static Task<int> DeadlinesAsync(OfficeScene scene) =>
        scene.InScopeAsync<DeadlineCheck, int>(check => check.RunAsync(Token));

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
