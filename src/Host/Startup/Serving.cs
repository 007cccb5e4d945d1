using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Host.Startup;

internal static class Serving
{
    /// <summary>Serves until asked to stop; when it returns, web and jobs have ended and only the database is left.</summary>
    /// <exception cref="StartRefusedException">Another program took the address since it was looked at.</exception>
    public static async Task ServeAsync(this WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            throw Ports.Taken(string.Join(' ', app.Urls), taken);
        }

        await using (var scope = app.Services.CreateAsyncScope())
        {
            var summary = scope.ServiceProvider.GetRequiredService<Summary>();
            await Console.Out.WriteLineAsync(await summary.TellAsync(Reachable(app.Urls.First()), cancellationToken));
        }

        await app.WaitForShutdownAsync(cancellationToken);
    }

    /// <summary>An address a person can open: listening everywhere is no address.</summary>
    private static string Reachable(string url)
    {
        var address = BindingAddress.Parse(url);
        var everywhere = address.Host is "*" or "+" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)));
        return everywhere ? FormattableString.Invariant($"{address.Scheme}://localhost:{address.Port}") : url.TrimEnd('/');
    }
}
