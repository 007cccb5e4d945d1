using Testing;

namespace Host.Tests;

/// <summary>A Host that runs for the tests of one class, on a database and a data folder of its own, with the key <see cref="Key"/>.</summary>
public sealed class RunningHost : IAsyncLifetime
{
    public const string Key = "open-sesame";

    private readonly Scratch _scratch = new();
    private TestDatabase? _database;
    private HostProcess? _process;

    public HostProcess Process => _process ?? throw new InvalidOperationException("not started");

    public TestDatabase Database => _database ?? throw new InvalidOperationException("not started");

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        _database = await TestDatabase.CreateEmptyAsync(cancellationToken);
        _process = await HostProcess.StartAsync(Options(_database, _scratch.Folder), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        _scratch.Dispose();
    }

    /// <summary>Somebody with a browser's memory who has not signed in.</summary>
    public Visitor NewVisitor() => new(Process.Address);

    /// <summary>Somebody signed in with a demo account.</summary>
    public async Task<Visitor> SignInAsync(string userName, CancellationToken cancellationToken)
    {
        var visitor = NewVisitor();
        await visitor.SignInAsync(userName, DemoPasswords[userName], cancellationToken);
        return visitor;
    }

    /// <summary>As in <c>appsettings.Development.json</c>, where anybody can read them.</summary>
    public static IReadOnlyDictionary<string, string> DemoPasswords { get; } = new Dictionary<string, string>
    {
        ["office"] = "Office-2024",
        ["leader"] = "Leader-2024",
        ["liaison"] = "Liaison-2024",
        ["head"] = "Head-2024-demo",
        ["group"] = "Group-2024-demo",
        ["office2"] = "Office2-2024-demo",
    };

    /// <summary>Settings of a Host on <paramref name="database"/>.</summary>
    public static HostProcessOptions Options(TestDatabase database, string folder) => new()
    {
        DataDirectory = Path.Combine(folder, "data"),
        Settings = new Dictionary<string, string> { ["ConnectionStrings:Workflows"] = database.ConnectionString, ["Api:Key"] = Key },
    };
}
