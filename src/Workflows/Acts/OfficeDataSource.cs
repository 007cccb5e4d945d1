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
    /// <summary>Opens the pool.</summary>
    public static NpgsqlDataSource Create(string connectionString, ILoggerFactory? loggers = null)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString).UseLoggerFactory(loggers);
        builder.ConnectionStringBuilder.NoResetOnClose = true;
        return builder.Build();
    }
}
