using ElsaRuntime.Activities;
using ElsaRuntime.Acts;
using ElsaRuntime.Events;
using ElsaRuntime.Expressions;
using ElsaRuntime.Http;
using ElsaRuntime.Moving;
using ElsaRuntime.Retention;
using ElsaRuntime.Storage;
using ElsaRuntime.Timers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ElsaRuntime;

/// <summary>Registers the runtime.</summary>
public static class ElsaRuntimeServices
{
    /// <summary>
    /// Adds the engine with its stores, timers and fan-out. The caller registers an <c>NpgsqlDataSource</c>, and task handlers and
    /// observers (scoped).
    /// </summary>
    public static IServiceCollection AddElsaRuntime(this IServiceCollection services, Action<ElsaRuntimeOptions>? configure = null)
    {
        services.AddOptions<ElsaRuntimeOptions>().Configure(options => configure?.Invoke(options));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<DefinitionCatalog>();
        services.AddSingleton(provider => new TriggerIndex(provider.GetRequiredService<EngineServices>()));
        services.AddSingleton<HttpSender>();
        services.AddSingleton<ActivityRegistry>();
        services.AddSingleton<JavaScriptEvaluator>();
        services.AddSingleton<LiquidEvaluator>();
        services.AddSingleton<ExpressionEvaluator>();
        services.AddSingleton<EngineServices>();
        services.AddSingleton<TimerSweep>();
        services.AddSingleton<EventFanOut>();
        services.AddSingleton<InstanceRetention>();
        services.AddScoped<MovedInstances>();
        services.AddScoped<WorkflowEngine>();
        services.AddScoped(provider => new InstanceMoves(provider.GetRequiredService<EngineServices>(), provider.GetRequiredService<MovedInstances>()));
        services.AddScoped<IWorkflowEngine>(provider => provider.GetRequiredService<WorkflowEngine>());
        return services;
    }
}
