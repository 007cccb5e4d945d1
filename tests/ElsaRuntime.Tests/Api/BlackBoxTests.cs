using System.Diagnostics;
using System.Globalization;

namespace ElsaRuntime.Tests.Api;

/// <summary>The black-box runner against a real server: every recorded case, over HTTP, without waiting.</summary>
public sealed class BlackBoxTests
{
    [Theory]
    [InlineData("default", 107)]
    [InlineData("activation", 4)]
    [InlineData("token", 14)]
    public async Task Every_case_recorded_from_Elsa_passes_over_HTTP(string mode, int cases)
    {
        await using var server = await ElsaServer.StartAsync(runtime: options => options.UseTokenFlow = mode == "token");

        var output = await RunAsync(
            Path.Combine(AppContext.BaseDirectory, "Conformance", "conform.py"),
            "--base", server.Address + "/elsa/api", "--cases", Path.Combine(AppContext.BaseDirectory, "Conformance", "cases"),
            "--api-key", "office", "--mode", mode, "--settle", "0", "--jobs", "2");

        var verdict = output.TrimEnd().Split('\n')[^1];
        Assert.True(verdict == string.Create(CultureInfo.InvariantCulture, $"{cases} passed, 0 failed"), Failures(output) + verdict);
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("python3", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output + await error;
    }

    private static string Failures(string output) =>
        string.Join('\n', output.Split('\n').Where(line => !line.StartsWith("pass ", StringComparison.Ordinal))) + "\n";
}
