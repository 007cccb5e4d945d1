using Ledger.Deadlines;
using Ledger.History;
using Ledger.Issues;
using Ledger.Reading;
using Ledger.Storage;

namespace Ledger.Tests.Reading;

public sealed class IssueListTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_filter_by_light_finds_exactly_the_lines_that_show_it()
    {
        var scenario = new Scenario();
        await using var database = await Scenario.DatabaseAsync(Token);
        Issue[] issues =
        [
            scenario.Registered(1), scenario.Assigned(2, deadline: Scenario.Today.AddDays(-3)), scenario.Assigned(3, deadline: Scenario.Today),
            scenario.Assigned(4, deadline: Scenario.Today.AddDays(10)), scenario.Assigned(5, deadline: Scenario.Today.AddDays(11)), LongTerm(scenario.Assigned(6)),
            Done(scenario.Assigned(7)),
        ];
        await scenario.StoreAsync(database.DataSource, Token, issues);
        await using var db = LedgerDb.On(database.DataSource);
        var all = await PageAsync(db, Scenario.Office, new IssueFilter());

        Assert.Equal([Light.None, Light.Red, Light.Yellow, Light.Yellow, Light.Green, Light.LongTerm, Light.None], all.Items.Select(i => i.Light));
        foreach (var light in Enum.GetValues<Light>())
        {
            var shown = await PageAsync(db, Scenario.Office, new IssueFilter(Light: light));
            Assert.Equal(all.Items.Where(i => i.Light == light).Select(i => i.Number), shown.Items.Select(i => i.Number));
        }
    }

    [Fact]
    public async Task A_liaison_sees_the_issues_his_unit_leads_or_shares_and_no_others()
    {
        var scenario = new Scenario();
        await using var database = await Scenario.DatabaseAsync(Token);
        await scenario.StoreAsync(database.DataSource, Token, scenario.Assigned(1), scenario.Registered(2));
        await using var db = LedgerDb.On(database.DataSource);
        Actor For(Guid? unit) => new("l", "联络员", Role.Liaison, unit);

        Assert.Equal(1, (await PageAsync(db, For(scenario.LeadUnit.Id), new IssueFilter())).Total);
        Assert.Equal(1, (await PageAsync(db, For(scenario.OtherUnit.Id), new IssueFilter())).Total);
        Assert.Equal(0, (await PageAsync(db, For(Guid.NewGuid()), new IssueFilter())).Total);
        Assert.Equal(0, (await PageAsync(db, For(null), new IssueFilter())).Total);
        Assert.Equal(2, (await PageAsync(db, new Actor("x", "市领导", Role.Leader), new IssueFilter())).Total);
    }

    [Fact]
    public async Task Pages_cut_the_list_by_number_and_odd_words_are_only_words()
    {
        var scenario = new Scenario();
        await using var database = await Scenario.DatabaseAsync(Token);
        await scenario.StoreAsync(database.DataSource, Token, [.. Enumerable.Range(1, 7).Select(n => scenario.Registered(n))]);
        await using var db = LedgerDb.On(database.DataSource);

        var second = await IssueList.PageAsync(db, Scenario.Office, new IssueFilter(), 2, 3, Scenario.Today, Token);

        Assert.Equal(7, second.Total);
        Assert.Equal([4, 5, 6], second.Items.Select(i => i.Number));
        Assert.Equal(7, (await PageAsync(db, Scenario.Office, new IssueFilter(Words: "长效机制"))).Total);
        Assert.Equal(0, (await PageAsync(db, Scenario.Office, new IssueFilter(Words: "%_\\"))).Total);
        Assert.Equal("压实工作责任", second.Items[0].Title);
    }

    [Fact]
    public async Task The_overview_counts_what_the_list_shows()
    {
        var scenario = new Scenario();
        await using var database = await Scenario.DatabaseAsync(Token);
        await scenario.StoreAsync(database.DataSource, Token, scenario.Assigned(1, deadline: Scenario.Today.AddDays(-3)), scenario.Registered(2));
        await using var db = LedgerDb.On(database.DataSource);

        var overview = await Overview.ReadAsync(db, Scenario.Office, Scenario.Today, null, Token);

        Assert.Equal((2, 4, 0), (overview.IssueCount, overview.Measures, overview.SignedOff));
        Assert.Equal((1, 1), (overview.Lights[Light.Red], overview.Lights[Light.None]));
        Assert.Equal(("市水利和湖泊局", 1), (Assert.Single(overview.Units).Name, overview.Units[0].Red));
    }

    [Fact]
    public async Task With_two_rounds_list_and_overview_are_narrowed_to_one()
    {
        var (older, newer) = (new Scenario(), new Scenario());
        await using var database = await Scenario.DatabaseAsync(Token);
        await older.StoreAsync(database.DataSource, Token, older.Registered(1), older.Registered(2));
        await newer.StoreRoundAsync(database.DataSource, Token, newer.Registered(1));
        await using var db = LedgerDb.On(database.DataSource);

        var rounds = await Choices.RoundsSeenAsync(db, Scenario.Office, Token);
        var shown = await PageAsync(db, Scenario.Office, new IssueFilter(RoundId: older.Round.Id));

        Assert.Equal(2, rounds.Count);
        Assert.Equal(3, (await PageAsync(db, Scenario.Office, new IssueFilter())).Total);
        Assert.All(shown.Items, line => Assert.Equal(older.Round.Id, line.RoundId));
        Assert.Equal(2, shown.Total);
        Assert.Equal(2, (await Overview.ReadAsync(db, Scenario.Office, Scenario.Today, older.Round.Id, Token)).IssueCount);
        Assert.Equal(1, (await Overview.ReadAsync(db, Scenario.Office, Scenario.Today, newer.Round.Id, Token)).IssueCount);
        Assert.Empty(await Choices.RoundsSeenAsync(db, new Actor("x", "联络员", Role.Liaison, Guid.NewGuid()), Token));
    }

    private static Issue Done(Issue issue)
    {
        foreach (var measure in issue.Measures)
        {
            (measure.Status, measure.CompletedOn) = (MeasureStatus.Done, Scenario.Today);
        }

        return issue;
    }

    private static Issue LongTerm(Issue issue)
    {
        foreach (var measure in issue.Measures)
        {
            (measure.DeadlineKind, measure.Deadline) = (DeadlineKind.LongTerm, null);
        }

        return issue;
    }

    private static Task<IssuePage> PageAsync(LedgerDb db, Actor viewer, IssueFilter filter) =>
        IssueList.PageAsync(db, viewer, filter, 1, 50, Scenario.Today, Token);
}
