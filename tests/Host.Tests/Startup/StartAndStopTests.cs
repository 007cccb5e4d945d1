using System.Net;
using System.Net.Sockets;
using Testing;

namespace Host.Tests.Startup;

public sealed class StartAndStopTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_taken_port_is_told_in_plain_words_and_nothing_has_begun()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        using var scratch = new Scratch();
        await using var host = HostProcess.Launch(new HostProcessOptions
        {
            DataDirectory = scratch.PathOf("data"),
            Port = ((IPEndPoint)other.LocalEndpoint).Port,
        });

        Assert.Equal(1, await host.WaitForExitAsync(Token));
        Assert.Contains($"地址 {host.Address.OriginalString} 已被其他程序占用", host.Output, StringComparison.Ordinal);
        Assert.Contains($"another program already uses {host.Address.OriginalString}", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", host.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(scratch.Folder));
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_told_in_plain_words()
    {
        using var scratch = new Scratch();
        await using var host = HostProcess.Launch(new HostProcessOptions
        {
            DataDirectory = scratch.PathOf("data"),
            Settings = new Dictionary<string, string> { ["ConnectionStrings:Workflows"] = "Host=127.0.0.1;Port=1;Username=nobody;Timeout=5" },
        });

        Assert.Equal(1, await host.WaitForExitAsync(Token));
        Assert.Contains("连不上数据库", host.Output, StringComparison.Ordinal);
        Assert.Contains("the database cannot be reached", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_connection_string_a_private_database_starts_and_ends_with_the_host_also_under_a_path_with_spaces()
    {
        using var scratch = new Scratch();
        var folder = Directory.CreateDirectory(scratch.PathOf("一个 folder")).FullName;
        await using var host = await HostProcess.StartAsync(new HostProcessOptions { DataDirectory = folder }, Token);
        Assert.Single(Directory.GetFiles(folder, "postmaster.pid", SearchOption.AllDirectories));

        Assert.Equal(0, await host.InterruptAsync(Token));

        Assert.Empty(Directory.GetFiles(folder, "postmaster.pid", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Ctrl_C_in_the_middle_of_a_start_stops_the_private_database_too()
    {
        using var scratch = new Scratch();
        var server = scratch.PathOf("data/postgres/cluster/postmaster.pid");
        await using var host = HostProcess.Launch(new HostProcessOptions { DataDirectory = scratch.PathOf("data") });
        await Until.TrueAsync(() => File.Exists(server), Token);

        Assert.Equal(0, await host.InterruptAsync(Token));

        Assert.False(File.Exists(server));
    }
}
