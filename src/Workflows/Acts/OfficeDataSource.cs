using Microsoft.Extensions.Logging;
using Npgsql;

namespace Workflows.Acts;

/// <summary>
/// The pool of connections all rooms work on. A connection goes back to it as it is: an act ends its transaction and leaves
/// nothing else on the session (locks are those of transactions, there are no temporary tables and no settings), so the seven
/// statements by which a driver would clean up after strangers are spared. They were a quarter of the database's work on a step.
/// </summary>
public static class OfficeDataSource
{
    /// <summary>
    /// Connections at most, where the connection string does not say it: two Hosts and their jobs fit into a PostgreSQL that takes
    /// a hundred, and who comes while all are in use waits for one instead of being turned away by the server.
    /// </summary>
    private const int MostConnections = 30;

    private const string MostConnectionsKey = "Maximum Pool Size";

    /// <summary>Opens the pool.</summary>
    public static NpgsqlDataSource Create(string connectionString, ILoggerFactory? loggers = null)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString).UseLoggerFactory(loggers);
        builder.ConnectionStringBuilder.NoResetOnClose = true;
        if (!builder.ConnectionStringBuilder.ShouldSerialize(MostConnectionsKey))
        {
            builder.ConnectionStringBuilder.MaxPoolSize = MostConnections;
        }

        return builder.Build();
    }
}
