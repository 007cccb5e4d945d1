using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Testing.Imap;

/// <summary>
/// A real IMAP server (Debian's dovecot) on a free loopback port, with one mailbox of its own in a folder of its own; it ends
/// with its test. Where dovecot is missing it is installed when one is root.
/// </summary>
public sealed class ImapServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/dovecot";

    private readonly Process _process;
    private readonly string _folder;

    private ImapServer(Process process, string folder, int port) => (_process, _folder, Port) = (process, folder, port);

    public string Host { get; } = "127.0.0.1";

    public int Port { get; }

    public string UserName { get; } = "office@house.example";

    public string Password { get; } = "open-sesame";

    /// <summary>Starts a server; it takes connections when this returns.</summary>
    /// <param name="introspection">Where it has access tokens checked (RFC 7662), which it then takes by XOAUTH2 beside the password.</param>
    public static async Task<ImapServer> StartAsync(Uri? introspection, CancellationToken cancellationToken)
    {
        if (!File.Exists(Program))
        {
            await AptPackages.InstallAsync(["dovecot-imapd"]);
        }

        // Short on purpose: the sockets in it must fit into 108 characters.
        var folder = Directory.CreateTempSubdirectory("imap").FullName;
        var port = FreePort();
        await File.WriteAllTextAsync(Path.Combine(folder, "dovecot.conf"), Settings(folder, port, introspection is not null), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "tokens.conf"), Tokens(introspection), cancellationToken);
        if (Environment.IsPrivilegedProcess)
        {
            // The server drops root for the mailbox's owner, who must get in.
            Directory.CreateDirectory(Path.Combine(folder, "mail"));
            await RunAsync("chown", ["-R", "mail:mail", Path.Combine(folder, "mail")], cancellationToken);
            await RunAsync("chmod", ["755", folder], cancellationToken);
        }

        var start = new ProcessStartInfo(Program, ["-F", "-c", Path.Combine(folder, "dovecot.conf")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("dovecot did not start");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new ImapServer(process, folder, port);
        await server.ReadyAsync(cancellationToken);
        return server;
    }

    /// <summary>Makes the server count its messages anew, as after a restored backup: the mailbox gets another UIDVALIDITY.</summary>
    public void ForgetNumbers()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_folder, "mail"), "dovecot*", SearchOption.AllDirectories))
        {
            File.Delete(file);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await RunAsync("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)], CancellationToken.None);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ReadyAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await often.WaitForNextTickAsync(deadline.Token))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"dovecot ended with {_process.ExitCode}: {await LogAsync()}");
            }

            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(Host, Port, deadline.Token);
                return;
            }
            catch (SocketException)
            {
                // not yet
            }
        }
    }

    private async Task<string> LogAsync() =>
        File.Exists(Path.Combine(_folder, "log")) ? await File.ReadAllTextAsync(Path.Combine(_folder, "log")) : "it left no log";

    private static string Tokens(Uri? introspection) => $"""
        introspection_mode = post
        introspection_url = {introspection}
        username_attribute = username
        active_attribute = active
        active_value = true
        """;

    private static string Settings(string folder, int port, bool tokens)
    {
        var root = Environment.IsPrivilegedProcess;
        var user = root ? "dovecot" : Environment.UserName;
        var owner = root ? "mail" : Environment.UserName;
        return $$"""
            base_dir = {{folder}}/run
            state_dir = {{folder}}/state
            log_path = {{folder}}/log
            protocols = imap
            listen = 127.0.0.1
            ssl = no
            disable_plaintext_auth = no
            auth_mechanisms = plain login{{(tokens ? " xoauth2" : "")}}
            default_internal_user = {{user}}
            default_login_user = {{(root ? "dovenull" : user)}}
            first_valid_uid = 1
            mail_location = maildir:{{folder}}/mail
            {{(tokens ? $"passdb {{\n  driver = oauth2\n  mechanisms = xoauth2\n  args = {folder}/tokens.conf\n}}" : "")}}
            passdb {
              driver = static
              args = password=open-sesame
            }
            userdb {
              driver = static
              args = uid={{owner}} gid={{(root ? "mail" : owner)}} home={{folder}}/mail
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = {{port}}
              }
              inet_listener imaps {
                port = 0
              }
            }
            auth_failure_delay = 0
            service anvil {
              chroot =
              unix_listener anvil-auth-penalty {
                mode = 0
              }
            }
            service stats {
              chroot =
            }
            """;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(cancellationToken);
    }
}
