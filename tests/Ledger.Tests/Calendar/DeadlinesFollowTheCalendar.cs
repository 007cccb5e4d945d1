using Ledger.Calendar;
using Ledger.History;
using Ledger.Issues;
using Ledger.Storage;
using Ledger.Working;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Tests.Calendar;

public sealed class DeadlinesFollowTheCalendar
{
    private static readonly DateOnly Festival = new(2024, 2, 10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_deadline_in_a_year_without_table_is_provisional_and_settled_with_an_entry_when_the_table_arrives()
    {
        var scenario = new Scenario();
        await using var database = await Scenario.DatabaseAsync(Token);
        await scenario.StoreAsync(database.DataSource, Token, scenario.Assigned(1, measures: 1, deadline: Festival), scenario.Assigned(2, measures: 1, deadline: new DateOnly(2024, 2, 20)), scenario.Assigned(3, measures: 1, deadline: new DateOnly(2031, 1, 1)));
        await using var db = LedgerDb.On(database.DataSource);
        Assert.All(await MeasuresAsync(db), m => Assert.True(m.DueProvisional));
        Assert.Equal(new DateOnly(2024, 2, 12), (await MeasuresAsync(db))[0].DueOn);
        Assert.Equal([true, true, true], await WorkAsync());

        await LoadAsync(db, 2024);
        await LoadAsync(db, 2024);

        Assert.Equal([false, false, true], await WorkAsync());

        var measures = await MeasuresAsync(db);
        Assert.Equal([(Festival, new DateOnly(2024, 2, 18), false), (new DateOnly(2024, 2, 20), new DateOnly(2024, 2, 20), false), (new DateOnly(2031, 1, 1), new DateOnly(2031, 1, 1), true)],
            measures.Select(m => (m.Deadline!.Value, m.DueOn!.Value, m.DueProvisional)));
        var entries = await db.History.AsNoTracking().Where(h => h.IssueId != null).OrderBy(h => h.Id).ToListAsync(Token);
        Assert.Equal(
            [new DeadlineSettled(1, Festival, new DateOnly(2024, 2, 12), new DateOnly(2024, 2, 18), false), new DeadlineSettled(1, new DateOnly(2024, 2, 20), new DateOnly(2024, 2, 20), new DateOnly(2024, 2, 20), false)],
            entries.Select(e => e.What).OrderBy(e => ((DeadlineSettled)e).Deadline));

        async Task<IEnumerable<bool>> WorkAsync() =>
            (await new WorkList([new MeasuresDue()]).ReadAsync(db, scenario.LiaisonActor, Festival, new DateOnly(2031, 12, 31), Token)).Select(i => i.IsProvisional);
    }

    [Fact]
    public async Task An_override_day_moves_deadlines_and_taking_it_back_moves_them_again()
    {
        var scenario = new Scenario();
        await using var database = await Scenario.DatabaseAsync(Token);
        await scenario.StoreAsync(database.DataSource, Token, scenario.Assigned(measures: 1, deadline: Festival));
        await using var db = LedgerDb.On(database.DataSource);
        await LoadAsync(db, 2024);
        var flood = new DayOverridden(new DateOnly(2024, 2, 11), false, "防汛");

        await KeepCalendar.SetOverrideAsync(db, flood, Scenario.Office, Scenario.Now, Token);
        Assert.Equal(flood.Day, (await MeasuresAsync(db))[0].DueOn);
        Assert.True((await CalendarBook.ReadAsync(db, Token)).IsWorkingDay(flood.Day));

        Assert.True(await KeepCalendar.RemoveOverrideAsync(db, flood.Day, Scenario.Office, Scenario.Now, Token));
        Assert.False(await KeepCalendar.RemoveOverrideAsync(db, flood.Day, Scenario.Office, Scenario.Now, Token));
        Assert.Equal(new DateOnly(2024, 2, 18), (await MeasuresAsync(db))[0].DueOn);
    }

    [Fact]
    public async Task The_database_judges_every_day_of_ten_years_as_the_code_does()
    {
        await using var database = await Scenario.DatabaseAsync(Token);
        await using var db = LedgerDb.On(database.DataSource);
        foreach (var table in Holidays.Tables.Where(t => t.Year is >= 2017 and <= 2024))
        {
            await KeepCalendar.LoadAsync(db, table, CalendarYear.BuiltIn, Actor.System, Scenario.Now, Token);
        }

        var calendar = await CalendarBook.ReadAsync(db, Token);
        await using var command = database.DataSource.CreateCommand(
            "select d::date, ledger.is_working_day(d::date), ledger.next_working_day(d::date) from generate_series(date '2016-01-01', date '2025-12-31', interval '1 day') d");
        await using var reader = await command.ExecuteReaderAsync(Token);
        var days = 0;
        while (await reader.ReadAsync(Token))
        {
            var day = reader.GetFieldValue<DateOnly>(0);
            Assert.Equal((day, calendar.IsWorkingDay(day), calendar.NextWorkingDay(day)), (day, reader.GetBoolean(1), reader.GetFieldValue<DateOnly>(2)));
            days++;
        }

        Assert.Equal(3653, days);
    }

    [Theory]
    [InlineData("2024-02-12", true, "洪水", "CalendarOverrideChangesNothing")]
    [InlineData("2024-02-12", false, " ", "CalendarOverrideWithoutName")]
    [InlineData(null, false, "洪水", "CalendarOverrideWithoutDay")]
    [InlineData("2024-02-12", false, "洪水", null)]
    public void An_override_must_change_something_and_say_why(string? day, bool isOff, string name, string? refused)
    {
        DateOnly? wanted = day is null ? null : DateOnly.Parse(day);
        Assert.Equal(refused, OverrideDay.Decide(Holidays.Calendar(), wanted, isOff, name, Scenario.Office).Refusal?.Code);
        Assert.Equal("OnlyTheOffice", OverrideDay.Decide(Holidays.Calendar(), wanted, isOff, name, new Scenario().LiaisonActor).Refusal?.Code);
    }

    private static Task LoadAsync(LedgerDb db, int year) => KeepCalendar.LoadAsync(
        db, Holidays.Tables.Single(t => t.Year == year), CalendarYear.BuiltIn, Actor.System, Scenario.Now, Token);

    private static Task<List<Measure>> MeasuresAsync(LedgerDb db) =>
        db.Measures.AsNoTracking().OrderBy(m => m.Deadline).ToListAsync(Token);
}
