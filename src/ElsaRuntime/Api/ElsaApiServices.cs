using ElsaRuntime.Definitions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ElsaRuntime.Api;

/// <summary>Registers what the REST API and its hub need. The runtime itself is added by <c>AddElsaRuntime</c>.</summary>
public static class ElsaApiServices
{
    public static IServiceCollection AddElsaApi(this IServiceCollection services)
    {
        services.AddElsaDefinitions();
        services.AddDataProtection();
        services.AddSignalR();
        services.TryAddSingleton<ObservedInstances>();
        services.TryAddSingleton<BookmarkTokens>();
        services.TryAddScoped<ElsaTransactions>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IWorkflowObserver, HubObserver>());
        services.AddHostedService<ObservedInstancesWatch>();
        return services;
    }
}
