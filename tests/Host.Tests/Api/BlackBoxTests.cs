using System.Diagnostics;
using System.Globalization;
using Testing;

namespace Host.Tests.Api;

/// <summary>
/// The black-box runner against the Host: every case recorded from Elsa, over HTTP, without waiting. One Host runs flowcharts by
/// counters, as Elsa does by itself, the other by tokens, as Elsa does when it is told to.
/// </summary>
public sealed class BlackBoxTests
{
    private static readonly string Recorded = SourceTree.File("tests", "ElsaRuntime.Tests", "Conformance");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, "default", 107, "activation", 4)]
    [InlineData(true, "token", 14)]
    public async Task Every_case_passes_over_HTTP(bool byTokens, params object[] modesAndCases)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(Token);
        using var scratch = new Scratch();
        var options = RunningHost.Options(database, scratch.Folder);
        await using var host = await HostProcess.StartAsync(
            options with { Settings = new Dictionary<string, string>(options.Settings) { ["Elsa:UseTokenFlow"] = byTokens.ToString() } }, Token);

        foreach (var expected in modesAndCases.Chunk(2))
        {
            var output = await RunAsync(
                Path.Combine(Recorded, "conform.py"),
                "--base", new Uri(host.Address, "/elsa/api").ToString(), "--cases", Path.Combine(Recorded, "cases"),
                "--api-key", RunningHost.Key, "--mode", (string)expected[0], "--settle", "0", "--jobs", "2");

            var verdict = output.TrimEnd().Split('\n')[^1];
            Assert.True(verdict == string.Create(CultureInfo.InvariantCulture, $"{expected[1]} passed, 0 failed"), Failures(output) + verdict);
        }
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("python3", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(Token);
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return output + await error;
    }

    private static string Failures(string output) =>
        string.Join('\n', output.Split('\n').Where(line => !line.StartsWith("pass ", StringComparison.Ordinal))) + "\n";
}
