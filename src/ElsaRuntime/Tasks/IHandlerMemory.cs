using Npgsql;

namespace ElsaRuntime.Tasks;

/// <summary>
/// What task handlers keep in memory of a transaction, for example a tracking context. Where the engine undoes a part of the
/// transaction and goes on with the rest, the memory has to follow, or what was undone is read and written on.
/// </summary>
public interface IHandlerMemory
{
    /// <summary>What comes next may be undone: what is only in memory is to be written before it.</summary>
    ValueTask WriteAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken);

    /// <summary>What came since has been undone: what is in memory is to be read again.</summary>
    ValueTask ReadAgainAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken);
}
