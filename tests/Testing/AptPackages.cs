using System.Diagnostics;

namespace Testing;

/// <summary>Installs what a test needs of the system. Nothing is skipped for want of a program: it comes, or the test fails.</summary>
public static class AptPackages
{
    private static readonly SemaphoreSlim One = new(1);

    /// <exception cref="InvalidOperationException">It cannot be installed from here; the message says what to do.</exception>
    public static async Task InstallAsync(IReadOnlyCollection<string> packages)
    {
        var command = $"apt-get install -y --no-install-recommends {string.Join(' ', packages)}";
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || !File.Exists("/usr/bin/apt-get"))
        {
            throw new InvalidOperationException($"The tests need {string.Join(" and ", packages)}. As root on Debian: {command}");
        }

        await One.WaitAsync();
        try
        {
            await RunAsync(["update"]);
            await RunAsync(["install", "-y", "--no-install-recommends", .. packages]);
        }
        finally
        {
            One.Release();
        }
    }

    private static async Task RunAsync(IReadOnlyList<string> arguments)
    {
        // Another test process may be installing just now: wait for its lock.
        var start = new ProcessStartInfo("apt-get", ["-qq", "-o", "DPkg::Lock::Timeout=600", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"apt-get {string.Join(' ', arguments)} failed:\n{await output}{await error}");
        }
    }
}
