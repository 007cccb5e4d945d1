using System.Globalization;
using Serilog;

namespace Host.Composition;

internal static class QuietLogging
{
    private const string Line = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <summary>One plain line per event on the console; levels stand in the section <c>Serilog</c> of the settings.</summary>
    public static void AddQuietLogging(this WebApplicationBuilder builder) =>
        builder.Services.AddSerilog(logging => logging
            .ReadFrom.Configuration(builder.Configuration)
            .WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture));
}
