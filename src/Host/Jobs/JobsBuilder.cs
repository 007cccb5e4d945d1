using Hangfire;
using Hangfire.PostgreSql;
using Host.Accounts;
using Host.Startup;
using Npgsql;

namespace Host.Jobs;

/// <summary>Hangfire on the one database, schema <c>hangfire</c>: the clock of the house.</summary>
internal static class JobsBuilder
{
    public const string Schema = "hangfire";

    public static void AddJobs(this WebApplicationBuilder builder, HouseDatabase database)
    {
        var connectionString = new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = 20, ApplicationName = "workflows-jobs" }.ConnectionString;
        builder.Services.AddHangfire(hangfire => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UsePostgreSqlStorage(
                storage => storage.UseNpgsqlConnection(connectionString),
                new PostgreSqlStorageOptions { SchemaName = Schema, PrepareSchemaIfNecessary = false, QueuePollInterval = TimeSpan.FromSeconds(2) })
            // The checks look at state and come again by themselves; many retries would only pile up.
            .UseFilter(new AutomaticRetryAttribute { Attempts = 2 }));
        builder.Services.AddSingleton<Heartbeat>().AddSingleton<JobBook>();
        builder.Services.AddHangfireServer(server =>
        {
            server.WorkerCount = 2;
            server.StopTimeout = TimeSpan.FromSeconds(1);
            server.ShutdownTimeout = TimeSpan.FromSeconds(5);
            server.SchedulePollingInterval = TimeSpan.FromSeconds(5);
        });
    }

    /// <summary>The dashboard at <c>/hangfire</c>, for the office only.</summary>
    public static void MapJobs(this WebApplication app) =>
        // Hangfire's own rule (local requests only) gives way to the office's policy.
        app.MapHangfireDashboard("/hangfire", new DashboardOptions { Authorization = [], DisplayStorageConnectionString = false })
            .RequireAuthorization(Policies.Office);
}
