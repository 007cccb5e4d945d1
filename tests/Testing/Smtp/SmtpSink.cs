using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Testing.Smtp;

/// <summary>
/// A real SMTP server on a free loopback port (npm smtp-server) that keeps what it is sent and misbehaves on demand.
/// </summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly Process _process;
    private readonly Task _reading;
    private readonly Lock _gate = new();
    private readonly List<ReceivedMail> _attempts = [];
    private readonly Queue<TaskCompletionSource> _commands = new();
    private readonly TaskCompletionSource<int> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SmtpSink(Process process, string authorityPem)
    {
        _process = process;
        AuthorityPem = authorityPem;
        _reading = ReadAsync();
    }

    public string Host { get; } = "127.0.0.1";

    public int Port { get; private set; }

    /// <summary>The authority that issued the sink's certificate, for a client that is to trust it.</summary>
    public string AuthorityPem { get; }

    /// <summary>Processor time the server has spent so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The messages answered with 250, in the order they came.</summary>
    public IReadOnlyList<ReceivedMail> Messages => [.. Attempts.Where(mail => mail.Accepted)];

    /// <summary>All messages that came in whole, those refused or left unanswered too.</summary>
    public IReadOnlyList<ReceivedMail> Attempts
    {
        get
        {
            lock (_gate)
            {
                return [.. _attempts];
            }
        }
    }

    /// <summary>Starts a server; it is ready when this returns.</summary>
    public static async Task<SmtpSink> StartAsync(SmtpSinkOptions? options, CancellationToken cancellationToken)
    {
        options ??= new SmtpSinkOptions();
        var certificate = TestCertificate.Make(options.Certificate);
        var start = new ProcessStartInfo("node", [SourceTree.File("tests", "Testing", "Smtp", "server.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("node did not start");
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var sink = new SmtpSink(process, certificate.AuthorityPem);
        var told = JsonSerializer.SerializeToNode(options, Json)!.AsObject();
        told["certificate"] = certificate.CertificatePem;
        told["key"] = certificate.KeyPem;
        await sink.WriteAsync(told, cancellationToken);
        sink.Port = await sink._listening.Task.WaitAsync(cancellationToken);
        return sink;
    }

    /// <summary>Adds a rule; it holds when this returns.</summary>
    public Task AddAsync(SmtpRule rule, CancellationToken cancellationToken) =>
        CommandAsync(new JsonObject { ["do"] = "rule", ["rule"] = JsonSerializer.SerializeToNode(rule, Json) }, cancellationToken);

    /// <summary>Takes all rules away: from now on everything is accepted.</summary>
    public Task ClearRulesAsync(CancellationToken cancellationToken) =>
        CommandAsync(new JsonObject { ["do"] = "clear" }, cancellationToken);

    /// <summary>Waits until at least so many messages were accepted, and returns them.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> WaitForMessagesAsync(int count, CancellationToken cancellationToken)
    {
        await WaitAsync(() => Messages.Count >= count, cancellationToken);
        return Messages;
    }

    /// <summary>Waits until at least so many messages came in whole, whatever they were answered.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> WaitForAttemptsAsync(int count, CancellationToken cancellationToken)
    {
        await WaitAsync(() => Attempts.Count >= count, cancellationToken);
        return Attempts;
    }

    public async ValueTask DisposeAsync()
    {
        // The end of its input ends the server.
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
    }

    private async Task WaitAsync(Func<bool> reached, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                changed = _changed.Task;
            }

            if (reached())
            {
                return;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private async Task CommandAsync(JsonObject command, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _commands.Enqueue(done);
        }

        await WriteAsync(command, cancellationToken);
        await done.Task.WaitAsync(cancellationToken);
    }

    private async Task WriteAsync(JsonObject line, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(line.ToJsonString().AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _process.StandardOutput.ReadLineAsync() is { } line)
            {
                Take(JsonNode.Parse(line)!);
            }

            Fail(new InvalidOperationException("The SMTP server (node) ended."));
        }
        catch (Exception broken) when (broken is JsonException or NotSupportedException or InvalidOperationException)
        {
            Fail(broken);
        }
    }

    // Whoever waits must not wait for ever.
    private void Fail(Exception reason)
    {
        _listening.TrySetException(reason);
        lock (_gate)
        {
            _changed.TrySetException(reason);
            foreach (var command in _commands)
            {
                command.TrySetException(reason);
            }
        }
    }

    private void Take(JsonNode line)
    {
        switch ((string?)line["event"])
        {
            case "listening":
                _listening.TrySetResult((int)line["port"]!);
                break;
            case "done":
                lock (_gate)
                {
                    _commands.Dequeue().SetResult();
                }

                break;
            case "message":
                Keep(line.Deserialize<ReceivedMail>(Json)!);
                break;
            default:
                throw new InvalidOperationException($"The SMTP server says what nobody understands: {line}");
        }
    }

    private void Keep(ReceivedMail mail)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _attempts.Add(mail);
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }
}
