using System.Globalization;
using System.Text.RegularExpressions;
using Testing;

namespace Host.Tests.Startup;

public sealed partial class FirstStartTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_start_brings_the_seed_to_life_and_the_second_brings_nothing_twice()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(Token);
        using var scratch = new Scratch();
        var options = RunningHost.Options(database, scratch.Folder);
        Figures first;
        await using (var host = await HostProcess.StartAsync(options, Token))
        {
            first = await SaidAsync(host);
            Assert.Equal(37, first.Issues);
            Assert.Equal(37, first.Instances);
            Assert.Equal(await CountAsync(database, "ledger.measure"), first.Measures);
            Assert.Equal(Directory.GetFiles(scratch.Folder, "*.eml", SearchOption.AllDirectories).Length, first.Mails);
            Assert.Contains($"请打开 {host.Address.OriginalString}", host.Output, StringComparison.Ordinal);
            Assert.Contains("office / Office-2024", host.Output, StringComparison.Ordinal);
            Assert.Equal(0, await host.InterruptAsync(Token));
        }

        var history = await CountAsync(database, "ledger.history_entry");
        await using var again = await HostProcess.StartAsync(options, Token);

        Assert.Equal(first, await SaidAsync(again));
        Assert.Equal(history, await CountAsync(database, "ledger.history_entry"));
    }

    [Fact]
    public async Task Two_hosts_that_start_at_once_on_an_empty_database_import_the_seed_once()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(Token);
        using var scratch = new Scratch();
        var options = RunningHost.Options(database, scratch.Folder);

        var starts = await Task.WhenAll(HostProcess.StartAsync(options, Token), HostProcess.StartAsync(options, Token));

        await using var one = starts[0];
        await using var other = starts[1];
        await WholeAsync(database);
    }

    [Theory]
    [InlineData("select to_regclass('ledger.issue') is not null")]
    [InlineData("select to_regclass('notifications.mail') is not null")]
    [InlineData("select to_regclass('identity.account') is not null")]
    [InlineData("select exists (select from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid() and database = (select oid from pg_database where datname = current_database()) and objsubid = 1) and to_regclass('hangfire.job') is not null")]
    [InlineData("select to_regclass('ledger.issue') is not null and (select count(*) from pg_stat_activity where datname = current_database() and query like '%insert into elsa.%') > 0")]
    [InlineData("select to_regclass('notifications.mail') is not null and (select count(*) from pg_stat_activity where datname = current_database() and state = 'active' and query like '%notifications.mail%' and pid <> pg_backend_pid()) > 0")]
    public async Task A_first_start_that_is_killed_on_its_way_is_whole_after_the_next(string reached)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(Token);
        using var scratch = new Scratch();
        var options = RunningHost.Options(database, scratch.Folder);
        await using (var killed = HostProcess.Launch(options))
        {
            await Until.TrueAsync(async () => await AskAsync<bool>(database, reached), Token);
            await killed.KillAsync();
        }

        await using var next = await HostProcess.StartAsync(options, Token);

        await SaidAsync(next);
        await WholeAsync(database);
    }

    [Fact]
    public async Task A_killed_host_and_the_private_database_it_left_do_not_stop_the_next_start()
    {
        using var scratch = new Scratch();
        var options = new HostProcessOptions { DataDirectory = scratch.PathOf("data") };
        Figures before;
        await using (var killed = await HostProcess.StartAsync(options, Token))
        {
            before = await SaidAsync(killed);
            await killed.KillAsync();
        }

        await using var next = await HostProcess.StartAsync(options, Token);

        Assert.Equal(before, await SaidAsync(next));
    }

    private static async Task WholeAsync(TestDatabase database)
    {
        Assert.Equal(37, await CountAsync(database, "ledger.issue"));
        Assert.Equal(37, await AskAsync<long>(database, "select count(distinct number) from ledger.issue"));
        Assert.Equal(37, await AskAsync<long>(database, "select count(*) from elsa.workflow_instance w join ledger.issue i on i.workflow_instance_id = w.id"));
        Assert.Equal(37, await CountAsync(database, "elsa.workflow_instance"));
        Assert.Equal(RunningHost.DemoPasswords.Count, await CountAsync(database, "identity.account"));
        Assert.Equal(0, await AskAsync<long>(database, """
            select count(*) from (
                select 1 from notifications.mail m join notifications.mail_recipient r on r.mail_id = m.id
                where m.kind = 'Assigned' group by m.relates_to, lower(r.address) having count(*) > 1) doubled
            """));
    }

    /// <summary>The figures of the printed summary.</summary>
    private static async Task<Figures> SaidAsync(HostProcess host)
    {
        await Until.TrueAsync(() => host.Output.Contains("Stop: press Ctrl+C.", StringComparison.Ordinal), Token);
        var said = FiguresPattern().Match(host.Output);
        Assert.True(said.Success, host.Output);
        return new Figures(Number(said, 1), Number(said, 2), Number(said, 3), Number(said, 4));
    }

    private static long Number(Match said, int group) => long.Parse(said.Groups[group].Value, CultureInfo.InvariantCulture);

    private static Task<long> CountAsync(TestDatabase database, string table) => AskAsync<long>(database, $"select count(*) from {table}");

    private static async Task<T> AskAsync<T>(TestDatabase database, string sql)
    {
#pragma warning disable CA2100 // the texts of this file
        await using var command = database.DataSource.CreateCommand(sql);
#pragma warning restore CA2100
        return (T)(await command.ExecuteScalarAsync(Token))!;
    }

    [GeneratedRegex("Ledger: ([0-9]+) issues, ([0-9]+) measures, ([0-9]+) workflow instances; ([0-9]+) mails in the maildrop")]
    private static partial Regex FiguresPattern();

    private sealed record Figures(long Issues, long Measures, long Instances, long Mails);
}
