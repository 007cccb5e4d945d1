using System.Globalization;
using Notifications.Manners;
using Notifications.Queueing;
using Notifications.Sending;
using Notifications.Tests.Sending;
using Testing.Smtp;

namespace Notifications.Tests.Manners;

public sealed class DeliveryMannersTests
{
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    // 2026-11-23 is a Monday. All times of day are Shanghai's.
    [Theory]
    [InlineData("2026-11-23 10:00", null, "2026-11-23 10:00")]
    [InlineData("2026-11-23 08:00", null, "2026-11-23 08:00")]
    [InlineData("2026-11-23 07:59", null, "2026-11-23 08:00")]
    [InlineData("2026-11-23 20:00", null, "2026-11-24 08:00")]
    [InlineData("2026-11-23 23:59", null, "2026-11-24 08:00")]
    [InlineData("2026-11-27 20:30", null, "2026-11-30 08:00")]
    [InlineData("2026-11-28 10:00", null, "2026-11-30 08:00")]
    [InlineData("2026-11-23 10:00", "16:00", "2026-11-23 16:00")]
    [InlineData("2026-11-23 16:00", "16:00", "2026-11-23 16:00")]
    [InlineData("2026-11-23 16:01", "16:00", "2026-11-24 16:00")]
    [InlineData("2026-11-27 17:00", "16:00", "2026-11-30 16:00")]
    [InlineData("2026-11-23 05:00", "06:00", "2026-11-23 08:00")]
    public void A_mail_that_can_wait_waits_for_a_decent_hour(string wanted, string? personal, string due) =>
        Assert.Equal(At(due), DeliveryManners.Default.Earliest(At(wanted), personal is null ? null : TimeOnly.Parse(personal, CultureInfo.InvariantCulture), MondayTo));

    [Fact]
    public void Quiet_hours_within_the_day_and_none_at_all()
    {
        var siesta = new DeliveryManners(new TimeOnly(12, 0), new TimeOnly(14, 0), WorkingDaysOnly: false);
        Assert.Equal(At("2026-11-28 14:00"), siesta.Earliest(At("2026-11-28 12:30"), null, MondayTo));
        Assert.Equal(At("2026-11-28 23:30"), siesta.Earliest(At("2026-11-28 23:30"), null, MondayTo));
        var never = siesta with { QuietUntil = siesta.QuietFrom };
        Assert.Equal(At("2026-11-28 12:00"), never.Earliest(At("2026-11-28 12:00"), null, MondayTo));
        Assert.Equal(At("2026-11-28 12:00"), (never with { WorkingDaysOnly = true }).Earliest(At("2026-11-28 12:00"), null, _ => false));
    }

    [Fact]
    public async Task The_outbox_puts_off_what_can_wait_and_nothing_else()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock()); // Monday, 9:00
        var book = host.Get<MannersBook>();
        await book.SaveHouseAsync(new DeliveryManners(new TimeOnly(18, 0), new TimeOnly(9, 30), true), "office", _stop);
        await book.ChooseAsync("Li@unit.example", new TimeOnly(16, 0), _stop);
        await host.EnqueueAsync(
            MailHost.Overdue(1), MailHost.Overdue(2) with { Deferrable = true },
            MailHost.Overdue(3, new MailPerson("li@UNIT.example")) with { Deferrable = true });
        Assert.Equal(MailHost.Start, (await host.MailAsync(1)).DueAt);
        Assert.Equal(At("2026-11-23 09:30"), (await host.MailAsync(2)).DueAt);
        Assert.Equal(At("2026-11-23 16:00"), (await host.MailAsync(3)).DueAt);
        await book.ChooseAsync("li@unit.example", null, _stop);
        Assert.Null(await book.ChoiceAsync("li@unit.example", _stop));
    }

    [Fact]
    public async Task A_mail_that_was_held_up_until_midnight_waits_for_the_morning()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await using var host = new MailHost(database, MailHost.NewClock(), SmtpSettings.For(sink));
        await host.EnqueueAsync(MailHost.Overdue(1) with { Deferrable = true }, MailHost.Overdue(2));
        host.Clock.Advance(TimeSpan.FromHours(15)); // midnight
        await host.StartAsync();
        await host.MailAsync(2, row => row.State == MailState.Sent);
        var waiting = await host.MailAsync(1, row => row.NextAttemptAt > row.DueAt);
        Assert.Equal((MailState.Waiting, At("2026-11-24 08:00"), 0), (waiting.State, waiting.NextAttemptAt, waiting.Attempts));
        host.Clock.Advance(TimeSpan.FromHours(8));
        await host.MailAsync(1, row => row.State == MailState.Sent);
    }

    private static DateTimeOffset At(string local) => new(DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(8));

    private static bool MondayTo(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
