using System.Diagnostics;
using System.Globalization;
using Host.PrivatePostgres;
using Npgsql;
using Testing;

namespace Host.Tests.PrivatePostgres;

public sealed class PrivatePostgresServerTests : IDisposable
{
    private readonly Scratch _scratch = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("data")]
    [InlineData("a folder with spaces, it's odd")]
    [InlineData("整改/数据")]
    [InlineData("long-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_second_start_finds_what_the_first_one_stored(string folder)
    {
        await using (var first = await StartAsync(folder))
        {
            await ExecuteAsync(first, "create table note (text text); insert into note values ('整改')");
        }

        await using var second = await StartAsync(folder);
        Assert.Equal("整改", await ExecuteAsync(second, "select text from note"));
    }

    [Fact]
    public async Task Text_is_UTF8_and_is_folded_as_Unicode_says()
    {
        await using var server = await StartAsync("data");
        Assert.Equal("UTF8", await ExecuteAsync(server, "show server_encoding"));
        Assert.Equal("ü", await ExecuteAsync(server, "select lower('Ü')"));
    }

    [Fact]
    public async Task Only_one_Host_at_a_time_uses_a_folder()
    {
        await using var first = await StartAsync("data");
        var refused = await Assert.ThrowsAsync<PrivatePostgresException>(() => StartAsync("data"));
        Assert.Contains("in use by another Host", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await ExecuteAsync(first, "select 1"));
    }

    [Fact]
    public async Task What_was_committed_survives_a_killed_server()
    {
        await using (var first = await StartAsync("data"))
        {
            await ExecuteAsync(first, "create table note (text text); insert into note values ('销号')");
            using var process = Process.GetProcessById(PostmasterId(first));
            process.Kill();
            await process.WaitForExitAsync(Token);
        }

        await using var second = await StartAsync("data");
        Assert.Equal("销号", await ExecuteAsync(second, "select text from note"));
    }

    [Fact]
    public async Task A_socket_left_by_a_killed_server_does_not_stop_the_next_start()
    {
        await using (await StartAsync("data"))
        {
        }

        // The number of a server that lives and runs as the same account, so that PostgreSQL takes the socket for a used one.
        await using var cluster = NpgsqlDataSource.Create(await TestCluster.ConnectionStringAsync(Token));
        await using var command = cluster.CreateCommand("select split_part(pg_read_file('postmaster.pid'), E'\n', 1)");
        var living = (string)(await command.ExecuteScalarAsync(Token))!;
        var socket = Directory.CreateDirectory(Path.Combine(_scratch.PathOf("data"), "socket")).FullName;
        await File.WriteAllTextAsync(Path.Combine(socket, ".s.PGSQL.5432.lock"), $"{living}\n", Token);

        await using var second = await StartAsync("data");
        Assert.Equal("1", await ExecuteAsync(second, "select '1'"));
    }

    [Fact]
    public async Task A_process_that_got_the_number_of_a_dead_server_is_left_alone()
    {
        await using (var first = await StartAsync("data"))
        {
            await ExecuteAsync(first, "create table note (text text)");
        }

        using var stranger = Process.Start("sleep", "600");
        try
        {
            var cluster = Path.Combine(_scratch.Folder, "data", "cluster");
            var started = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
            await File.WriteAllLinesAsync(
                Path.Combine(cluster, "postmaster.pid"),
                [
                    stranger.Id.ToString(CultureInfo.InvariantCulture), cluster,
                    started.ToString(CultureInfo.InvariantCulture), "5432",
                ],
                Token);

            await using var second = await StartAsync("data");
            Assert.Equal(0L, await ExecuteAsync(second, "select count(*) from note"));
            Assert.False(stranger.HasExited);
        }
        finally
        {
            stranger.Kill();
        }
    }

    [Fact]
    public async Task A_first_start_that_was_killed_half_way_is_begun_anew()
    {
        var unfinished = Directory.CreateDirectory(Path.Combine(_scratch.Folder, "data", "cluster.unfinished"));
        await File.WriteAllTextAsync(Path.Combine(unfinished.FullName, "PG_VERSION"), "18", Token);

        await using var server = await StartAsync("data");
        Assert.Equal(1, await ExecuteAsync(server, "select 1"));
    }

    [Fact]
    public async Task A_server_that_cannot_start_says_why()
    {
        var refused = await Assert.ThrowsAsync<PrivatePostgresException>(() => PrivatePostgresServer.StartAsync(
            new PrivatePostgresOptions(Path.Combine(_scratch.Folder, "data"))
            {
                Settings = new Dictionary<string, string> { ["max_connections"] = "many" },
            },
            Token));
        Assert.Contains("max_connections", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_the_servers_account_cannot_enter_is_exchanged_for_one_it_can()
    {
        var closed = Path.Combine(_scratch.Folder, "closed");
        Directory.CreateDirectory(closed);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        List<string> told = [];
        var options = new PrivatePostgresOptions(Path.Combine(closed, "data")) { Tell = told.Add };
        string folder;
        await using (var server = await PrivatePostgresServer.StartAsync(options, Token))
        {
            folder = server.DataDirectory;
            Assert.Equal(1, await ExecuteAsync(server, "select 1"));
        }

        if (Environment.IsPrivilegedProcess)
        {
            Assert.Contains(folder, Assert.Single(told), StringComparison.Ordinal);
            Directory.Delete(folder, recursive: true);
        }
        else
        {
            Assert.Equal(options.DataDirectory, folder);
        }
    }

    [Fact]
    public async Task Ctrl_C_in_the_Hosts_terminal_does_not_reach_the_server()
    {
        await using var server = await StartAsync("data");
        Assert.NotEqual(SessionOf(Environment.ProcessId), SessionOf(PostmasterId(server)));
    }

    public void Dispose() => _scratch.Dispose();

    private Task<PrivatePostgresServer> StartAsync(string folder) =>
        PrivatePostgresServer.StartAsync(new PrivatePostgresOptions(Path.Combine(_scratch.Folder, folder)), Token);

    private static async Task<object?> ExecuteAsync(PrivatePostgresServer server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Token);
    }

    private static int PostmasterId(PrivatePostgresServer server) =>
        int.Parse(
            File.ReadLines(Path.Combine(server.DataDirectory, "cluster", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    // The sixth field of /proc/<id>/stat; the second may hold spaces and ends with a bracket.
    private static string SessionOf(int processId)
    {
        var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3];
    }
}
