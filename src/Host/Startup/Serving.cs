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
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw Ports.Taken(string.Join(' ', app.Urls), taken);
        }

        await app.WaitForShutdownAsync(cancellationToken);
    }
}
