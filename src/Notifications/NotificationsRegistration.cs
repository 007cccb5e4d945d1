using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Notifications.Queueing;

namespace Notifications;

/// <summary>Puts the room into the house.</summary>
public static class NotificationsRegistration
{
    /// <summary>
    /// Registers the outbox and the dispatcher. Needs an <c>NpgsqlDataSource</c> in the container and the schema of
    /// <see cref="Schema.NotificationsSchema"/> in its database before the host starts.
    /// </summary>
    /// <param name="configuration">Sections <c>Mail</c>, <c>Smtp</c>, <c>Maildrop</c> and <c>Dispatch</c>, all optional;
    /// a wrong setting stops the host at start and says which.</param>
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<SenderOptions>().Bind(configuration.GetSection(SenderOptions.Section))
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Outbox>();
        return services;
    }
}
