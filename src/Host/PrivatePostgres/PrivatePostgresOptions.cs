namespace Host.PrivatePostgres;

/// <summary>What a private PostgreSQL server is started with.</summary>
/// <param name="DataDirectory">Where its data, log and password lie. Created when missing.</param>
internal sealed record PrivatePostgresOptions(string DataDirectory)
{
    /// <summary>The database that is created when missing and named in the connection string.</summary>
    public string Database { get; init; } = "workflows";

    /// <summary>The folder with <c>bin</c>, <c>lib</c> and <c>share</c>; found in <c>node_modules</c> when null.</summary>
    public string? BinariesDirectory { get; init; }

    /// <summary>Server settings beyond our own, as in postgresql.conf: name and plain value.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Takes sentences for the person at the console, such as where the data went and why.</summary>
    public Action<string>? Tell { get; init; }
}
