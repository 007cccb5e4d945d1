using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Host.PrivatePostgres;

/// <summary>Where a client finds the server.</summary>
internal sealed record ServerEndpoint(string Host, int Port);

/// <summary>Writes the server's own settings beside postgresql.conf, anew on every start.</summary>
internal static class ServerSettings
{
    public const string FileName = "workflows.conf";

    public static async Task<ServerEndpoint> WriteAsync(
        Installation installation, PrivatePostgresOptions options, CancellationToken cancellationToken)
    {
        var endpoint = await EndpointAsync(installation, cancellationToken);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["listen_addresses"] = OperatingSystem.IsWindows() ? endpoint.Host : "",
            ["port"] = endpoint.Port.ToString(CultureInfo.InvariantCulture),
            ["unix_socket_directories"] = OperatingSystem.IsWindows() ? "" : endpoint.Host,
            ["unix_socket_permissions"] = "0777",
            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
            ["lc_messages"] = "C",
        };
        foreach (var (name, value) in options.Settings)
        {
            settings[name] = value;
        }

        var lines = settings.Select(setting => $"{setting.Key} = '{setting.Value.Replace("'", "''", StringComparison.Ordinal)}'");
        var file = Path.Combine(installation.Folder.Cluster, FileName);
        await File.WriteAllLinesAsync(file, lines, new UTF8Encoding(false), cancellationToken);
        await installation.Account.OwnAsync(file, cancellationToken);
        return endpoint;
    }

    private static async Task<ServerEndpoint> EndpointAsync(Installation installation, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            return new ServerEndpoint(IPAddress.Loopback.ToString(), FreePort());
        }

        var socket = installation.Folder.Socket;
        Directory.CreateDirectory(socket, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await installation.Account.OwnAsync(socket, cancellationToken);
        return new ServerEndpoint(socket, 5432);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
