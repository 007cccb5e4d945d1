using System.Globalization;
using Testing;

namespace Host.Tests.Startup;

public sealed class KilledHostTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_Host_leaves_a_server_that_the_next_one_takes_over_and_stops()
    {
        using var scratch = new Scratch();
        var options = new HostProcessOptions { DataDirectory = scratch.PathOf("data") };
        int orphan;
        await using (var killed = await HostProcess.StartAsync(options, Token))
        {
            orphan = Postmaster(options);
            await killed.KillAsync();
        }

        Assert.True(Lives(orphan));
        int own;
        await using (var next = await HostProcess.StartAsync(options, Token))
        {
            own = Postmaster(options);
            Assert.False(Lives(orphan));
            Assert.Equal(0, await next.InterruptAsync(Token));
        }

        Assert.False(Lives(own));
    }

    private static int Postmaster(HostProcessOptions options) =>
        int.Parse(
            File.ReadLines(Path.Combine(options.DataDirectory!, "postgres", "cluster", "postmaster.pid")).First(),
            CultureInfo.InvariantCulture);

    // A process that ended but was not yet cleared away by the system does not live: its command line is empty.
    private static bool Lives(int processId)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/cmdline");
        return File.Exists(line) && File.ReadAllText(line).Length > 0;
    }
}
