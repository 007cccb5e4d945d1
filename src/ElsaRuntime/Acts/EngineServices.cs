using ElsaRuntime.Activities;
using ElsaRuntime.Expressions;
using ElsaRuntime.Storage;
using Microsoft.Extensions.Options;

namespace ElsaRuntime.Acts;

/// <summary>What every act of the engine needs and no act changes.</summary>
internal sealed class EngineServices(
    ActivityRegistry activities,
    ExpressionEvaluator expressions,
    DefinitionCatalog catalog,
    IOptions<ElsaRuntimeOptions> options,
    TimeProvider time)
{
    public ActivityRegistry Activities { get; } = activities;

    public ExpressionEvaluator Expressions { get; } = expressions;

    public DefinitionCatalog Catalog { get; } = catalog;

    public ElsaRuntimeOptions Options { get; } = options.Value;

    public TimeProvider Time { get; } = time;

    /// <summary>Where cron expressions are read.</summary>
    public TimeZoneInfo TimeZone { get; } = TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);
}
