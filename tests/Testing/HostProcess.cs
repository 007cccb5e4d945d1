using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Testing;

/// <summary>What a Host is started with.</summary>
public sealed record HostProcessOptions
{
    /// <summary>Settings by their configuration keys (<c>Smtp:Host</c>), given as environment variables.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Further environment variables by their own names.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where it keeps what outlives a run (setting <c>DataDirectory</c>); its own choice when null.</summary>
    public string? DataDirectory { get; init; }

    /// <summary><c>Development</c> or <c>Production</c>.</summary>
    public string EnvironmentName { get; init; } = "Development";

    /// <summary>The port; a free one when null.</summary>
    public int? Port { get; init; }

    /// <summary>How long the Host may take to become ready.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(3);
}

/// <summary>
/// The built Host as a real process: what it prints is kept, and it can be asked to end (SIGINT, as Ctrl+C) or be killed.
/// </summary>
public sealed class HostProcess : IAsyncDisposable
{
    private const int Interrupt = 2;

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private HostProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };
    }

    /// <summary>Where its pages are.</summary>
    public Uri Address { get; }

    /// <summary>A client that follows no redirects and has <see cref="Address"/> as its base.</summary>
    public HttpClient Client { get; }

    /// <summary>Everything it printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public int ProcessId => _process.Id;

    /// <summary>Starts a Host and waits until <c>/health/ready</c> says yes.</summary>
    /// <exception cref="InvalidOperationException">It ended, or did not become ready in time; its output is in the message.</exception>
    public static async Task<HostProcess> StartAsync(HostProcessOptions options, CancellationToken cancellationToken)
    {
        var host = Launch(options);
        try
        {
            await host.ReadyAsync(options.Patience, cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a Host without waiting for it, for those that are to fail.</summary>
    public static HostProcess Launch(HostProcessOptions options)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{options.Port ?? FreePort()}"));
        var start = new ProcessStartInfo("dotnet", [Program()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = SourceTree.Root,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = options.EnvironmentName;
        start.Environment["Urls"] = address.OriginalString;
        if (options.DataDirectory is not null)
        {
            start.Environment["DataDirectory"] = options.DataDirectory;
        }

        foreach (var (key, value) in options.Settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        foreach (var (name, value) in options.Environment)
        {
            start.Environment[name] = value;
        }

        var host = new HostProcess(Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start"), address);
        host.Listen();
        return host;
    }

    /// <summary>Kills it as <c>kill -9</c> does: no word of farewell, and what it started stays.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end as Ctrl+C does, and returns its exit code.</summary>
    public async Task<int> InterruptAsync(CancellationToken cancellationToken)
    {
        if (Signal(_process.Id, Interrupt) != 0)
        {
            throw new InvalidOperationException($"The Host (process {_process.Id}) could not be signalled.");
        }

        return await WaitForExitAsync(cancellationToken);
    }

    /// <summary>Waits until it ends by itself, and returns its exit code.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Ends it if it still runs: first as Ctrl+C, so that it stops what it started, then by force.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            try
            {
                await InterruptAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                await KillAsync();
            }
        }

        _process.Dispose();
    }

    private async Task ReadyAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(patience);
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        try
        {
            while (await often.WaitForNextTickAsync(deadline.Token))
            {
                if (_process.HasExited)
                {
                    throw new InvalidOperationException($"The Host ended with code {_process.ExitCode}:{Environment.NewLine}{Output}");
                }

                if (await IsReadyAsync(deadline.Token))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException($"The Host was not ready after {patience}:{Environment.NewLine}{Output}");
        }
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Listen()
    {
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }

    // The Host as it was built with these tests: same configuration, same target.
    private static string Program()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var program = SourceTree.File("src", "Host", "bin", output.Parent!.Name, output.Name, "Host.dll");
        return File.Exists(program)
            ? program
            : throw new InvalidOperationException($"{program} is not built; the test project must reference the Host.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Signal(int processId, int signal);
}
