using Npgsql;

namespace Host.PrivatePostgres;

/// <summary>Connects to a started server.</summary>
internal static class ServerConnection
{
    /// <summary>Connects once, makes the database when missing, and returns the string that leads to it.</summary>
    public static async Task<string> ReadyAsync(
        ServerFolder folder, ServerEndpoint endpoint, string database, CancellationToken cancellationToken)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = endpoint.Host,
            Port = endpoint.Port,
            Username = Cluster.Owner,
            Password = await File.ReadAllTextAsync(folder.PasswordFile, cancellationToken),
            Database = "postgres",
            Pooling = false,
        };
        try
        {
            await CreateDatabaseIfMissingAsync(builder.ConnectionString, database, cancellationToken);
        }
        catch (NpgsqlException refused)
        {
            throw new PrivatePostgresException(
                $"PostgreSQL runs in {folder.Root} but cannot be used: {refused.Message}{Environment.NewLine}{folder.LogTail()}", refused);
        }

        builder.Database = database;
        builder.Pooling = true;
        return builder.ConnectionString;
    }

    private static async Task CreateDatabaseIfMissingAsync(string connectionString, string database, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var find = new NpgsqlCommand("select count(*) from pg_database where datname = $1", connection)
        {
            Parameters = { new() { Value = database } },
        };
        if (await find.ExecuteScalarAsync(cancellationToken) is 1L)
        {
            return;
        }

#pragma warning disable CA2100 // an identifier cannot be a parameter; it is quoted
        await using var create = new NpgsqlCommand($"create database {Quoted(database)}", connection);
#pragma warning restore CA2100
        await create.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Quoted(string identifier) =>
        "\"" + identifier.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
