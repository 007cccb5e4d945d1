using System.Globalization;
using Ledger.Calendar;
using Ledger.Refusals;
using Workflows.Calendar;

namespace Host.Calendar;

/// <summary>The tables of days off that come with the product: data of the npm package chinese-days, taken at build.</summary>
internal static class BuiltInTables
{
    private static string File => Path.Combine(AppContext.BaseDirectory, "calendar", "chinese-days.json");

    /// <summary>Takes new and changed tables over; years the office loaded itself stay as they are.</summary>
    public static async Task KeepAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var tables = CalendarFile.Read(await System.IO.File.ReadAllBytesAsync(File, cancellationToken));
        if (tables.IsRefused)
        {
            throw new InvalidDataException($"{File}: {tables.Refusal.In(CultureInfo.InvariantCulture)}");
        }

        await services.GetRequiredService<BuiltInCalendar>().KeepAsync(tables.Value, cancellationToken);
    }
}
