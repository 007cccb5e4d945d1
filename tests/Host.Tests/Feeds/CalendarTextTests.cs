using System.Globalization;
using Host.Feeds;
using Host.Localization;
using Ical.Net.CalendarComponents;
using Ledger.Working;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Host.Tests.Feeds;

public sealed class CalendarTextTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private static readonly Guid Issue = Guid.NewGuid();

    [Fact]
    public void A_day_that_is_moved_is_the_same_entry_in_a_higher_revision_and_what_is_done_is_gone()
    {
        var (moved, done) = (Measure(1, Monday.AddDays(10)), Measure(2, Monday.AddDays(12)));
        var first = Read(Monday, 4, moved, done);
        var same = Read(Monday, 4, moved, done);
        var second = Read(Monday.AddDays(1), 6, moved with { DueOn = Monday.AddDays(5) });

        Assert.Equal(first.Select(e => (e.Uid, e.Sequence, e.DtStamp!.Value)), same.Select(e => (e.Uid, e.Sequence, e.DtStamp!.Value)));
        Assert.Equal(2, first.Select(e => e.Uid).Distinct().Count());
        var (before, after) = (first[0], Assert.Single(second));
        Assert.Equal(before.Uid, after.Uid);
        Assert.Equal((4, 6), (before.Sequence, after.Sequence));
        Assert.True(after.DtStamp!.Value > before.DtStamp!.Value);
        Assert.Equal((Monday.AddDays(10), Monday.AddDays(5)), (before.Start!.Date, after.Start!.Date));
    }

    [Fact]
    public void A_day_that_may_still_move_says_so_until_the_holidays_are_known()
    {
        var measure = Measure(1, Monday.AddDays(10));

        Assert.Equal("【暂定】完成措施：第7号问题 压实责任", Assert.Single(Read(Monday, 4, measure with { IsProvisional = true })).Summary);
        Assert.Equal("完成措施：第7号问题 压实责任", Assert.Single(Read(Monday, 5, measure)).Summary);
    }

    private static WorkItem Measure(int ordinal, DateOnly dueOn) => new(MeasuresDue.Kind, dueOn, "压实责任", Issue, Issue, 7, ordinal);

    private static List<CalendarEvent> Read(DateOnly today, int revision, params WorkItem[] items)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var text = CalendarText.Of(
            items, [], new Dictionary<Guid, int> { [Issue] = revision }, services.GetRequiredService<IStringLocalizer<Words>>(), new Uri("https://office.example"), today);
        return [.. Ical.Net.Calendar.Load(text)!.Events];
    }
}
