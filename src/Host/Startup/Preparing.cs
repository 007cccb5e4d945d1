using ElsaRuntime.Definitions;
using ElsaRuntime.Storage;
using Hangfire;
using Hangfire.PostgreSql;
using Host.Accounts.Demo;
using Host.Accounts.SettingUp;
using Host.Accounts.Storage;
using Host.Calendar;
using Host.Jobs;
using Ledger.Storage;
using Notifications.Schema;
using Npgsql;

namespace Host.Startup;

/// <summary>
/// Everything between a database and a Host that can serve from it. Each step is safe to repeat and leaves nothing half done,
/// so a start that was killed anywhere is simply started again.
/// </summary>
internal static partial class Preparing
{
    public static void AddStartup(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SetUpInvitation>();
        builder.Services.AddOptions<SeedOptions>().Bind(builder.Configuration.GetSection(SeedOptions.Section));
        builder.Services.AddScoped<Seeding>();
        builder.Services.AddScoped<Summary>();
    }

    public static async Task PrepareAsync(this WebApplication app, HouseDatabase database, CancellationToken cancellationToken)
    {
        LogPreparing(app.Logger);
        await using var turn = await StartTurn.TakeAsync(database.ConnectionString, cancellationToken);
        await MigrateAsync(database.ConnectionString, cancellationToken);
        await using var scope = app.Services.CreateAsyncScope();
        await app.Services.GetRequiredService<BuiltInDefinitions>().PublishAsync(cancellationToken);
        await BuiltInTables.KeepAsync(scope.ServiceProvider, cancellationToken);
        await scope.ServiceProvider.GetRequiredService<Seeding>().FillAsync(cancellationToken);
        await scope.ServiceProvider.GetRequiredService<DemoAccounts>().EnsureAsync(cancellationToken);
        app.Services.GetRequiredService<SetUpInvitation>().Token =
            await scope.ServiceProvider.GetRequiredService<SetUpLinks>().MakeAsync(cancellationToken);
        RecurringChecks.Schedule(app.Services.GetRequiredService<IRecurringJobManager>());
    }

    [LoggerMessage(LogLevel.Information, "正在准备数据库，首次启动还会导入示例通报，需要一点时间 / Preparing the database; a first start also imports the seed notice and takes a moment")]
    private static partial void LogPreparing(ILogger logger);

    private static async Task MigrateAsync(string connectionString, CancellationToken cancellationToken)
    {
        await LedgerSchema.MigrateAsync(connectionString, cancellationToken);
        await ElsaRuntimeSchema.MigrateAsync(connectionString, cancellationToken);
        await NotificationsSchema.MigrateAsync(connectionString, cancellationToken);
        await AccountsSchema.MigrateAsync(connectionString, cancellationToken);
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        PostgreSqlObjectsInstaller.Install(connection, JobsBuilder.Schema);
    }
}
