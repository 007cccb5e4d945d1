using System.Diagnostics;

namespace Host.PrivatePostgres;

/// <summary>Runs one of the server's programs to its end.</summary>
internal static class ServerCommand
{
    /// <summary>Runs it and takes its output, which becomes the message when it fails.</summary>
    public static async Task RunAsync(
        string program, IEnumerable<string> arguments, ServerAccount account, string folder, CancellationToken cancellationToken)
    {
        var start = Prepare(program, arguments, account, folder);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Start(start);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new PrivatePostgresException(
                $"{Path.GetFileName(program)} failed with code {process.ExitCode}:{Environment.NewLine}{await output}{await error}");
        }
    }

    /// <summary>Runs it without holding its output, for a program that leaves a server behind; returns the exit code.</summary>
    public static async Task<int> RunDetachedAsync(
        string program, IEnumerable<string> arguments, ServerAccount account, string folder, CancellationToken cancellationToken)
    {
        using var process = Start(Prepare(program, arguments, account, folder));
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new PrivatePostgresException($"{start.FileName} did not start.");
        }
        catch (System.ComponentModel.Win32Exception refused)
        {
            throw new PrivatePostgresException(
                $"{start.FileName} could not be started as {(start.UserName.Length == 0 ? "this user" : start.UserName)}: {refused.Message}",
                refused);
        }
    }

    private static ProcessStartInfo Prepare(string program, IEnumerable<string> arguments, ServerAccount account, string folder)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false };
        if (account.Name is not null && !OperatingSystem.IsWindows())
        {
            start.UserName = account.Name;
        }

        // The person's own PG* settings must not steer this server, and its messages are read by us.
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";
        return start;
    }
}
