using Ledger.Deadlines;
using Ledger.Units;

namespace Ledger.Tests.Deadlines;

public sealed class LadderTests
{
    private static readonly DateOnly Deadline = new(2026, 4, 30);

    [Theory]
    [InlineData("2026-04-09", null)]
    [InlineData("2026-04-10", "near-20")]
    [InlineData("2026-04-19", "near-20")]
    [InlineData("2026-04-20", "near-10")]
    [InlineData("2026-04-30", "near-10")]
    [InlineData("2026-05-01", "overdue")]
    [InlineData("2026-06-01", "overdue")]
    public void A_step_is_due_from_its_day_on_until_the_next_overtakes_it(string today, string? step) =>
        Assert.Equal(step, Ladder.Default.StepDue(Deadline, DateOnly.Parse(today))?.Code);

    [Fact]
    public void Measures_of_one_day_share_one_reminder_and_a_person_with_two_posts_hears_once()
    {
        var both = new Person { Id = Guid.NewGuid(), Name = "周示范", Title = "局长", Email = "z@city.example" };
        var issue = new IssueUnderDeadline(
            Guid.NewGuid(), Guid.NewGuid(), 7, "示范", "市水利和湖泊局",
            [new(1, "一", Deadline), new(2, "二", Deadline), new(3, "三", Deadline.AddDays(60))], [both], both, []);

        var due = Assert.Single(DueReminders.For(issue, Ladder.Default, Deadline.AddDays(1)));

        Assert.Equal([1, 2], due.Measures.Select(m => m.Ordinal));
        Assert.Equal(both, Assert.Single(due.Recipients));
        Assert.Equal(-1, due.DaysLeft(Deadline.AddDays(1)));
    }

    [Theory]
    [InlineData("2026-12-31T15:59:59Z", "2026-12-31")]
    [InlineData("2026-12-31T16:00:00Z", "2027-01-01")]
    public void Days_are_decided_in_Shanghai(string instant, string day) =>
        Assert.Equal(DateOnly.Parse(day), Shanghai.DayOf(DateTimeOffset.Parse(instant)));
}
