using System.Data.Common;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Workflows.Mails;

namespace Host.Startup;

internal static partial class Serving
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

        await TellAsync(app, cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
    }

    private static async Task TellAsync(WebApplication app, CancellationToken cancellationToken)
    {
        var url = PublicUrl(app);
        try
        {
            await using var scope = app.Services.CreateAsyncScope();
            var summary = scope.ServiceProvider.GetRequiredService<Summary>();
            await Console.Out.WriteLineAsync(await summary.TellAsync(url, cancellationToken));
        }
        catch (DbException gone)
        {
            // The Host serves all the same, and works again when the database does.
            LogNoFigures(app.Logger, url, gone.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop before the last word: the orderly way down comes next.
        }
    }

    [LoggerMessage(LogLevel.Warning, "Serving at {Url}, but the database does not answer: {Reason}")]
    private static partial void LogNoFigures(ILogger logger, string url, string reason);

    private static string PublicUrl(WebApplication app) =>
        app.Services.GetRequiredService<IOptions<SiteOptions>>().Value.PublicUrl?.OriginalString.TrimEnd('/') ?? Ports.Reachable(app.Urls.First());
}
