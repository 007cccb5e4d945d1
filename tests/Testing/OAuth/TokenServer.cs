using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Testing.OAuth;

/// <summary>A token endpoint on a free loopback port, and the introspection by which mail servers check the tokens it gave.</summary>
public sealed class TokenServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client;

    private TokenServer(Process process, int port)
    {
        _process = process;
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    public Uri Endpoint => new(_client.BaseAddress!, "/token");

    public Uri Introspection => new(_client.BaseAddress!, "/introspect");

    /// <summary>Starts it; it answers when this returns.</summary>
    public static async Task<TokenServer> StartAsync(TokenServerOptions options, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("node", [SourceTree.File("tests", "Testing", "OAuth", "tokens.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("node did not start");
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(options, JsonSerializerOptions.Web).AsMemory(), cancellationToken);
        await process.StandardInput.FlushAsync(cancellationToken);
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("The token endpoint (node) ended.");
        return new TokenServer(process, (int)JsonNode.Parse(line)!["port"]!);
    }

    /// <summary>What it was asked for, in order.</summary>
    public async Task<IReadOnlyList<TokenRequest>> AskedAsync(CancellationToken cancellationToken) =>
        (await _client.GetFromJsonAsync<List<TokenRequest>>("/asked", cancellationToken))!;

    /// <summary>No token given so far is good any more.</summary>
    public Task WithdrawAsync(CancellationToken cancellationToken) => _client.PostAsync("/withdraw", null, cancellationToken);

    /// <summary>The next questions are answered with 503.</summary>
    public async Task BeAwayAsync(int times, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent([new("times", $"{times}")]);
        await _client.PostAsync("/away", form, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}

/// <summary>What a <see cref="TokenServer"/> goes by.</summary>
/// <param name="User">Whose mailbox the tokens open.</param>
/// <param name="RefreshToken">The first one; null means that tokens are given for the client's secret alone.</param>
public sealed record TokenServerOptions(string User, string ClientId, string? ClientSecret, string? RefreshToken = null, int ExpiresIn = 3600);

public sealed record TokenRequest(string Grant, string? RefreshToken, string? Scope, int Status);
