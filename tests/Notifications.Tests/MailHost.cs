using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Notifications.Mails;
using Notifications.Mails.Overdue;
using Notifications.Proof;
using Notifications.Queueing;
using Notifications.Schema;
using Npgsql;
using Testing;

namespace Notifications.Tests;

/// <summary>A host as the house would start it: settings, services, dispatcher; its clock stands until a test moves it.</summary>
internal sealed class MailHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    private readonly TimeProvider _clock;
    private readonly ServiceProvider _services;

    public MailHost(TestDatabase database, TimeProvider clock, params (string Key, string Value)[] settings)
        : this(database.ConnectionString, clock, settings)
    {
    }

    public MailHost(string database, TimeProvider clock, params (string Key, string Value)[] settings)
    {
        _clock = clock;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.GroupBy(one => one.Key).ToDictionary(one => one.Key, one => (string?)one.Last().Value))
            .Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(clock)
            .AddSingleton(_ => NpgsqlDataSource.Create(database + ";Application Name=" + Name))
            .AddNotifications(configuration)
            .BuildServiceProvider();
    }

    public FakeTimeProvider Clock => (FakeTimeProvider)_clock;

    /// <summary>By which the database knows this host's connections.</summary>
    public string Name { get; } = $"host-{Guid.NewGuid():N}";

    public MailLog Log => Get<MailLog>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public static Task<TestDatabase> DatabaseAsync() => TestDatabase.CreateAsync(
        "notifications", connection => NotificationsSchema.MigrateAsync(connection), TestContext.Current.CancellationToken);

    public static FakeTimeProvider NewClock() => new(Start);

    /// <summary>An overdue mail under a key of its own; its issue number tells it apart.</summary>
    public static OutgoingMail Overdue(int issue, params MailPerson[] to) => OutgoingMail.Of(
        OverdueMail.Sample("zh-CN") with { Issue = new IssueBrief(issue, "小型工程项目审批周期过长") },
        $"issue/{issue}/overdue/1", "ladder/overdue/1",
        to.Length > 0 ? to : [new MailPerson("wang@unit.example", "王建国")]) with
    { Thread = $"issue-{issue}", RelatesTo = $"issue/{issue}" };

    public async Task<int> EnqueueAsync(params OutgoingMail[] mails)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var connection = await Get<NpgsqlDataSource>().OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var added = await Get<Outbox>().EnqueueAsync(transaction, mails, stop);
        await transaction.CommitAsync(stop);
        return added;
    }

    public Task StartAsync() => Dispatcher.StartAsync(TestContext.Current.CancellationToken);

    public Task StopAsync() => Dispatcher.StopAsync(TestContext.Current.CancellationToken);

    /// <summary>The one mail of an issue.</summary>
    public async Task<MailRow> MailAsync(int issue) => Assert.Single(
        (await Log.ListAsync(new MailFilter($"issue/{issue}"), 1, 10, TestContext.Current.CancellationToken)).Items);

    /// <summary>Looks until the mail of an issue is as wanted; meanwhile the clock goes on by <paramref name="pace"/> a look.</summary>
    public async Task<MailRow> MailAsync(int issue, Func<MailRow, bool> wanted, TimeSpan pace = default)
    {
        MailRow? row = null;
        await UntilAsync(async () => wanted(row = await MailAsync(issue)), pace);
        return row!;
    }

    /// <summary>Looks until the condition holds or the test is called off; meanwhile the clock goes on by <paramref name="pace"/> a look.</summary>
    public async Task UntilAsync(Func<Task<bool>> condition, TimeSpan pace = default)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        while (!await condition())
        {
            await Task.Delay(20, deadline.Token);
            if (pace > TimeSpan.Zero && !await IsBusyAsync())
                Clock.Advance(pace);
        }
    }

    // While a worker talks to the server the clock stands: its minute of patience must not pass within milliseconds.
    private async Task<bool> IsBusyAsync()
    {
        await using var command = Get<NpgsqlDataSource>().CreateCommand(
            "select exists (select 1 from notifications.mail where lease_until >= clock_timestamp() and owner like '%/%')");
        return (bool)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    public async ValueTask DisposeAsync()
    {
        await Dispatcher.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    private IHostedService Dispatcher => _services.GetServices<IHostedService>().Single();
}
