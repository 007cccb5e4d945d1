using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ElsaRuntime.Definitions;

/// <summary>Registers what keeps definitions. The caller adds <see cref="BuiltInDefinition"/>s and <see cref="IPublishGuard"/>s.</summary>
public static class DefinitionServices
{
    public static IServiceCollection AddElsaDefinitions(this IServiceCollection services)
    {
        services.TryAddSingleton<PublishGuards>();
        services.TryAddSingleton<DefinitionEditor>();
        services.TryAddSingleton<DefinitionRemoval>();
        services.TryAddSingleton<BuiltInDefinitions>();
        return services;
    }
}
