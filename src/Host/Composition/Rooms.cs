using ElsaRuntime;
using ElsaRuntime.Api;
using ElsaRuntime.Definitions;
using ElsaRuntime.Timers;
using Host.Startup;
using Ledger.Deadlines;
using Ledger.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Notifications;
using Notifications.Queueing;
using Npgsql;
using Workflows;
using Workflows.Acts;
using Workflows.LifeCycle;
using Workflows.Mails;

namespace Host.Composition;

internal static class Rooms
{
    /// <summary>The rooms below the Host, on the one database.</summary>
    public static void AddRooms(this WebApplicationBuilder builder, HouseDatabase database)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => OfficeDataSource.Create(database.ConnectionString, provider.GetRequiredService<ILoggerFactory>()));
        services.TryAddScoped(provider => LedgerDb.On(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddElsaRuntime(options =>
        {
            options.TimeZone = Shanghai.Zone.Id;
            builder.Configuration.GetSection("Elsa").Bind(options);
        });
        services.AddElsaApi();
        services.AddHostedService<TimerWatch>();
        foreach (var json in BuiltInDefinitionFiles.All())
        {
            services.AddSingleton(new BuiltInDefinition(json));
        }

        services.AddNotifications(builder.Configuration);
        services.AddWorkflows();
        services.AddOptions<SenderOptions>().PostConfigure<IOptions<SiteOptions>>((sender, site) => sender.PublicUrl = site.Value.PublicUrl);
        services.AddOptions<SiteOptions>().Bind(builder.Configuration.GetSection("Site")).PostConfigure(site =>
        {
            // In Development the address served is the address people open; elsewhere a proxy may stand before it.
            if (builder.Environment.IsDevelopment())
            {
                site.PublicUrl ??= Ports.FirstReachable(builder.Configuration);
            }
        });
    }
}
