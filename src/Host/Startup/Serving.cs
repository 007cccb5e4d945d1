using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Workflows.Mails;

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
            await Console.Out.WriteLineAsync(await summary.TellAsync(PublicUrl(app), cancellationToken));
        }

        await app.WaitForShutdownAsync(cancellationToken);
    }

    private static string PublicUrl(WebApplication app) =>
        app.Services.GetRequiredService<IOptions<SiteOptions>>().Value.PublicUrl?.OriginalString.TrimEnd('/') ?? Ports.Reachable(app.Urls.First());
}
