using Ledger.Deadlines;
using Ledger.Reading;
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
    public void Working_days_pass_over_a_festival()
    {
        var days = new LightSettings { YellowWithin = 3, Count = DayCount.Working, RedAfter = 1 }.On(new DateOnly(2023, 9, 28), Holidays.Calendar());

        Assert.Equal(new LightDays(new DateOnly(2023, 9, 27), new DateOnly(2023, 10, 9)), days);
    }

    private static string Lit(IssuePage page, bool first) => string.Join(' ', page.Items.Where(i => i.Number <= 100 == first).Select(i => i.Light));

    private static Task<IssuePage> PageAsync(LedgerDb db, IssueFilter filter) => IssueList.PageAsync(db, Scenario.Office, filter, 1, 50, Scenario.Today, Token);
}
