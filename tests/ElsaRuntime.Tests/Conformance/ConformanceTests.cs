namespace ElsaRuntime.Tests.Conformance;

/// <summary>Every recording of a real Elsa server, run by the engine in this process.</summary>
public sealed class ConformanceTests(ConformanceTests.Servers servers) : IClassFixture<ConformanceTests.Servers>
{
    public static IEnumerable<TheoryDataRow<string>> Cases => Directory.EnumerateFiles(ConformanceCase.Folder, "*.json")
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Order(StringComparer.Ordinal)
        .Select(name => new TheoryDataRow<string>(name) { TestDisplayName = name });

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_engine_does_what_Elsa_was_recorded_to_do(string name)
    {
        var recorded = ConformanceCase.Load(name);
        var difference = await new ConformanceRun(recorded.Mode == "token" ? servers.Tokens : servers.Counters, recorded).CheckAsync();
        Assert.True(difference is null, difference);
    }

    /// <summary>One engine in each mode.</summary>
    public sealed class Servers : IAsyncLifetime
    {
        public RuntimeHarness Counters { get; private set; } = null!;

        public RuntimeHarness Tokens { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Counters = await RuntimeHarness.CreateAsync();
            Tokens = await RuntimeHarness.CreateAsync(options => options.UseTokenFlow = true);
        }

        public async ValueTask DisposeAsync()
        {
            await Counters.DisposeAsync();
            await Tokens.DisposeAsync();
        }
    }
}
