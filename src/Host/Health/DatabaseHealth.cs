using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Host.Health;

/// <summary>The database answers.</summary>
internal sealed class DatabaseHealth(NpgsqlDataSource source) : IHealthCheck
{
    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = source.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException silent)
        {
            return HealthCheckResult.Unhealthy("the database does not answer", silent);
        }
    }
}
