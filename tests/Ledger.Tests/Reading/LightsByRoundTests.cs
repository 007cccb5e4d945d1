using Ledger.Deadlines;
using Ledger.Issues;
using Ledger.Reading;
using Ledger.Rounds;
using Ledger.Storage;
using Ledger.Tests.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Tests.Reading;

public sealed class LightsByRoundTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_rounds_own_thresholds_light_its_issues_and_the_filter_finds_exactly_those()
    {
        var scenario = new Scenario();
        await using var database = await Scenario.DatabaseAsync(Token);
        await scenario.StoreAsync(database.DataSource, Token, [.. new[] { -20, -7, -3, 0, 4, 8, 12, 30 }.SelectMany((days, at) => new[]
        {
            scenario.Assigned(at + 1, deadline: Scenario.Today.AddDays(days)), scenario.Assigned(at + 101, deadline: Scenario.Today.AddDays(days)),
        })]);
        await using var db = LedgerDb.On(database.DataSource);
        await db.Database.ExecuteSqlRawAsync(
            """
            insert into ledger.inspection_round (id, title, registered_at, settings) values
                ('10000000-0000-0000-0000-000000000001', '另一轮', now(), '{{"lights": {{"yellowWithin": 3, "count": "Working", "redAfter": 2}}}}');
            update ledger.issue set round_id = '10000000-0000-0000-0000-000000000001' where number > 100;
            """, Token);

        var all = await PageAsync(db, new IssueFilter());
        Assert.Equal("Red Red Red Yellow Yellow Yellow Green Green", Lit(all, first: true));
        Assert.Equal("Red Red Yellow Yellow Green Green Green Green", Lit(all, first: false));
        foreach (var light in new[] { Light.Red, Light.Yellow, Light.Green, Light.LongTerm })
        {
            Assert.Equal(all.Items.Where(i => i.Light == light).Select(i => i.Number), (await PageAsync(db, new IssueFilter(Light: light))).Items.Select(i => i.Number));
        }
    }

    [Fact]
    public async Task Behind_plan_is_yellow_where_the_round_wants_it_and_database_and_code_count_the_same()
    {
        var scenario = new Scenario();
        await using var database = await Scenario.DatabaseAsync(Token);
        (int Planned, int Due, int Progress)[] plans = [(-10, 90, 0), (-50, 50, 0), (-50, 50, 21), (-50, 50, 20), (-90, 10, 100), (0, 60, 0), (-400, 60, 3), (5, 60, 0), (-40, -4, 0)];
        await scenario.StoreAsync(database.DataSource, Token, [.. plans.Select((plan, at) => Planned(scenario, at + 1, plan.Planned, plan.Due, plan.Progress))]);
        await using var db = LedgerDb.On(database.DataSource);

        var all = await PageAsync(db, new IssueFilter());
        Assert.Equal("Green Yellow Green Yellow Yellow Green Yellow Green Red", Lit(all, first: true));
        Assert.Equal([null, 50, null, 30, null, null, 83, null, null], all.Items.Select(i => i.Behind));
        Assert.Equal([2, 4, 5, 7], (await PageAsync(db, new IssueFilter(Light: Light.Yellow))).Items.Select(i => i.Number));
        Assert.Equal([1, 3, 6, 8], (await PageAsync(db, new IssueFilter(Light: Light.Green))).Items.Select(i => i.Number));
        Assert.Equal((4, 4, 1), await OverviewAsync(db));
        var told = await IssueDossier.FindAsync(db, Scenario.Office, all.Items[1].Id, Scenario.Today, Token);
        Assert.Equal((Light.Yellow, (int?)50), (told!.Light, told.Behind));
        foreach (var measure in await db.Measures.ToListAsync(Token))
        {
            var counted = await db.Measures.Where(m => m.Id == measure.Id).Select(m => LedgerDb.PointsBehind(m.PlannedFrom, m.DueOn, m.Progress, Scenario.Today)).SingleAsync(Token);
            Assert.Equal(PlanProgress.PointsBehind(measure.PlannedFrom, measure.DueOn, measure.Progress, Scenario.Today), counted);
        }

        await db.Rounds.ExecuteUpdateAsync(r => r.SetProperty(x => x.Settings, new RoundSettings { Lights = new LightSettings { YellowBehindPlan = false } }), Token);
        Assert.Equal("Green Green Green Green Yellow Green Green Green Red", Lit(await PageAsync(db, new IssueFilter()), first: true));
        Assert.Equal([5], (await PageAsync(db, new IssueFilter(Light: Light.Yellow))).Items.Select(i => i.Number));
    }

    private static Issue Planned(Scenario scenario, int number, int planned, int due, int progress)
    {
        var issue = scenario.Assigned(number, measures: 1, deadline: Scenario.Today.AddDays(due));
        (issue.Measures[0].PlannedFrom, issue.Measures[0].Progress) = (Scenario.Today.AddDays(planned), progress);
        return issue;
    }

    private static async Task<(int Green, int Yellow, int Red)> OverviewAsync(LedgerDb db)
    {
        var lights = (await Overview.ReadAsync(db, Scenario.Office, Scenario.Today, null, Token)).Lights;
        return (lights[Light.Green], lights[Light.Yellow], lights[Light.Red]);
    }

    [Fact]
    public void Working_days_pass_over_a_festival()
    {
        var days = new LightSettings { YellowWithin = 3, Count = DayCount.Working, RedAfter = 1 }.On(new DateOnly(2023, 9, 28), Holidays.Calendar());

        Assert.Equal(new LightDays(new DateOnly(2023, 9, 27), new DateOnly(2023, 10, 9)), days);
    }

    private static string Lit(IssuePage page, bool first) => string.Join(' ', page.Items.Where(i => i.Number <= 100 == first).Select(i => i.Light));

    private static Task<IssuePage> PageAsync(LedgerDb db, IssueFilter filter) => IssueList.PageAsync(db, Scenario.Office, filter, 1, 50, Scenario.Today, Token);
}
