using ElsaRuntime.Events;
using ElsaRuntime.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ElsaRuntime;

/// <summary>Registers the runtime.</summary>
public static class ElsaRuntimeServices
{
    /// <summary>Adds the engine with its stores. The caller registers task handlers and observers (scoped).</summary>
    public static IServiceCollection AddElsaRuntime(this IServiceCollection services, Action<ElsaRuntimeOptions>? configure = null)
    {
        services.AddOptions<ElsaRuntimeOptions>().Configure(options => configure?.Invoke(options));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<DefinitionCatalog>();
        services.AddSingleton<TriggerIndex>();
        services.AddScoped<MovedInstances>();
        return services;
    }
}
