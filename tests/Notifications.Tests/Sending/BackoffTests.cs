using Notifications.Sending;

namespace Notifications.Tests.Sending;

public sealed class BackoffTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(5, 480)]
    [InlineData(8, 3600)]
    [InlineData(5000, 3600)]
    public void Each_failure_doubles_the_wait_up_to_the_longest(int failures, int seconds) =>
        Assert.Equal(seconds, Backoff.After(failures, First, Longest, 0.5).TotalSeconds, precision: 6);

    [Fact]
    public void Mails_that_failed_together_come_back_a_fifth_apart()
    {
        Assert.Equal(24, Backoff.After(1, First, Longest, 0).TotalSeconds, precision: 6);
        Assert.Equal(36, Backoff.After(1, First, Longest, 1).TotalSeconds, precision: 6);
    }
}
