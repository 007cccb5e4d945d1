using System.Runtime.CompilerServices;

namespace Workflows.Tests;

/// <summary>
/// Every test of this assembly runs on a host in New York, daylight saving included: days are Shanghai's wherever the host stands.
/// The database server is started by this process and stands there too.
/// </summary>
public sealed class InNewYork
{
    [Fact]
    public void The_host_of_these_tests_is_not_in_Shanghai() => Assert.Equal(
        new TimeSpan(-4, 0, 0), TimeZoneInfo.Local.GetUtcOffset(new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero)));

#pragma warning disable CA2255 // a test assembly has no Main of its own in which to say it
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Move()
    {
        Environment.SetEnvironmentVariable("TZ", "America/New_York");
        TimeZoneInfo.ClearCachedData();
    }
}
