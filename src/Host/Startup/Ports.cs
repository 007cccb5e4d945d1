using System.Net;
using System.Net.Sockets;

namespace Host.Startup;

/// <summary>The first look of a start: is there room to serve? Nothing else has begun when the answer is no.</summary>
internal static class Ports
{
    private const string Default = "http://127.0.0.1:5080";

    /// <summary>Settles the addresses (<c>urls</c>, <c>http_ports</c>, Kestrel's endpoints, or the default) and binds each for a moment.</summary>
    /// <exception cref="StartRefusedException">An address is taken, not ours to take, or no address at all.</exception>
    public static void CheckPorts(this WebApplicationBuilder builder)
    {
        // Not in appsettings.json: it would win over ASPNETCORE_URLS.
        if (Urls(builder.Configuration).Count == 0)
        {
            builder.WebHost.UseUrls(Default);
        }

        foreach (var url in Urls(builder.Configuration))
        {
            var address = Parse(url);
            foreach (var endpoint in Endpoints(address))
            {
                Bind(endpoint, url);
            }
        }
    }

    /// <summary>The plain answer to an address that another program holds.</summary>
    public static StartRefusedException Taken(string url, Exception reason) => new(
        $"无法启动：地址 {url} 已被其他程序占用。请停止该程序，或换一个端口，例如：--urls http://127.0.0.1:5081",
        $"Cannot start: another program already uses {url}. Stop it, or choose another port, for example: --urls http://127.0.0.1:5081",
        reason);

    /// <summary>An address a person on this machine can open: listening everywhere is no address.</summary>
    public static string Reachable(string url)
    {
        var address = BindingAddress.Parse(url);
        var everywhere = address.Host is "*" or "+"
            || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)));
        return everywhere ? FormattableString.Invariant($"{address.Scheme}://localhost:{address.Port}") : url.TrimEnd('/');
    }

    /// <summary>The first settled address as people open it; null while its port is still to be chosen.</summary>
    public static Uri? FirstReachable(ConfigurationManager configuration) =>
        Urls(configuration).Where(url => BindingAddress.Parse(url).Port != 0).Select(url => new Uri(Reachable(url))).FirstOrDefault();

    /// <summary>The addresses the web server will be told to listen on.</summary>
    private static IReadOnlyList<string> Urls(ConfigurationManager configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]).OfType<string>().ToList();
        if (endpoints.Count > 0)
        {
            return endpoints;
        }

        return configuration["urls"] is { Length: > 0 } urls
            ? Parts(urls)
            : [.. Parts(configuration["http_ports"]).Select(port => $"http://*:{port}")];
    }

    private static string[] Parts(string? list) =>
        (list ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static BindingAddress Parse(string url)
    {
        try
        {
            return BindingAddress.Parse(url);
        }
        catch (FormatException wrong)
        {
            throw new StartRefusedException(
                $"无法启动：地址 {url} 写得不对，应形如 http://127.0.0.1:5080",
                $"Cannot start: the address {url} is not one; it should look like http://127.0.0.1:5080",
                wrong);
        }
    }

    private static IEnumerable<IPEndPoint> Endpoints(BindingAddress address)
    {
        if (address.IsUnixPipe || address.IsNamedPipe || address.Port == 0)
        {
            yield break;
        }

        if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip))
        {
            yield return new IPEndPoint(ip, address.Port);
        }
        else if (string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase))
        {
            yield return new IPEndPoint(IPAddress.Loopback, address.Port);
        }
        else
        {
            // A name or a star: the web server listens everywhere.
            yield return new IPEndPoint(IPAddress.Any, address.Port);
        }
    }

    private static void Bind(IPEndPoint endpoint, string url)
    {
        try
        {
            using var listener = new TcpListener(endpoint);
            listener.Start();
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw Taken(url, taken);
        }
        catch (SocketException refused)
        {
            throw new StartRefusedException(
                $"无法启动：不能在 {url} 上监听（{refused.Message}）。请换一个地址或端口。",
                $"Cannot start: it is not possible to listen on {url} ({refused.Message}). Choose another address or port.",
                refused);
        }
    }
}
