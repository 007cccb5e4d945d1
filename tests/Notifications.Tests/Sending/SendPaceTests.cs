using Microsoft.Extensions.Time.Testing;
using Notifications.Sending;

namespace Notifications.Tests.Sending;

public sealed class SendPaceTests
{
    private readonly FakeTimeProvider _clock = MailHost.NewClock();

    [Fact]
    public void Without_limits_nobody_waits()
    {
        var pace = new SendPace(0, 0, _clock);
        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal(default, pace.Ask(["a.example"])));
    }

    [Fact]
    public void The_server_gets_so_many_a_minute()
    {
        var pace = new SendPace(60, 0, _clock);
        Assert.Equal(default, pace.Ask(["a.example"]));
        Assert.Equal(TimeSpan.FromSeconds(1), pace.Ask(["b.example"]).ForServer);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(default, pace.Ask(["b.example"]));
    }

    [Fact]
    public void A_busy_domain_does_not_hold_up_the_others()
    {
        var pace = new SendPace(0, 2, _clock);
        Assert.Equal(default, pace.Ask(["a.example"]));
        Assert.Equal(TimeSpan.FromSeconds(30), pace.Ask(["A.example"]).ForDomain);
        Assert.Equal(default, pace.Ask(["b.example"]));
    }
}
