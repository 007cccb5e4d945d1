using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace ElsaRuntime.Http;

/// <summary>
/// Sends the requests of workflows: only to hosts on the list, and to no private address unless that is allowed. The
/// address is judged when the connection is made, so neither a redirect nor a changed name gets around it.
/// </summary>
internal sealed class HttpSender : IDisposable
{
    // A workflow keeps what it gets in its state.
    private const int MaximumContent = 1024 * 1024;

    private readonly ElsaRuntimeOptions options;
    private readonly HttpClient client;

    public HttpSender(IOptions<ElsaRuntimeOptions> options)
    {
        this.options = options.Value;
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = ConnectAsync,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        })
        {
            Timeout = this.options.HttpTimeout,
            MaxResponseContentBufferSize = MaximumContent,
        };
    }

    /// <summary>Sends a request; redirects are handed back to the workflow, not followed.</summary>
    /// <exception cref="InvalidOperationException">The host is not on the list.</exception>
    /// <exception cref="HttpRequestException">No connection, a forbidden address, or too much content.</exception>
    /// <exception cref="TaskCanceledException">It took too long.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri;
        if (address is not { IsAbsoluteUri: true } || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps) || !IsAllowed(address.IdnHost))
        {
            throw new InvalidOperationException($"Workflows may not send requests to '{address?.Host}'.");
        }

        return client.SendAsync(request, cancellationToken);
    }

    public void Dispose() => client.Dispose();

    private bool IsAllowed(string host) => options.HttpHosts.Any(allowed =>
        allowed.StartsWith("*.", StringComparison.Ordinal)
            ? host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase)
            : string.Equals(host, allowed, StringComparison.OrdinalIgnoreCase));

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var reachable = addresses.Where(a => options.AllowPrivateAddresses || !PrivateAddresses.Contains(a)).ToArray();
        if (reachable.Length == 0)
        {
            throw new HttpRequestException($"'{context.DnsEndPoint.Host}' has no public address.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(reachable, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
