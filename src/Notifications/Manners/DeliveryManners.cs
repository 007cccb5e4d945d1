namespace Notifications.Manners;

/// <summary>When mails that can wait may arrive: not in the quiet hours, and on working days only. Times of day in Shanghai.</summary>
/// <param name="QuietFrom">Start of the quiet hours; equal to <paramref name="QuietUntil"/> means there are none.</param>
/// <param name="QuietUntil">Their end; before <paramref name="QuietFrom"/> when they span midnight.</param>
public sealed record DeliveryManners(TimeOnly QuietFrom, TimeOnly QuietUntil, bool WorkingDaysOnly)
{
    /// <summary>How many days a mail may be put off; a calendar without a working day in so long a time is wrong.</summary>
    internal const int Horizon = 30;

    public static DeliveryManners Default { get; } = new(new TimeOnly(20, 0), new TimeOnly(8, 0), true);

    /// <summary>Whether this time of day is quiet.</summary>
    public bool IsQuiet(TimeOnly time) => QuietFrom != QuietUntil && time.IsBetween(QuietFrom, QuietUntil);

    /// <summary>The first instant from <paramref name="wanted"/> on at which the mail may arrive. Pure.</summary>
    /// <param name="personal">The time of day the reader chose; null when he takes mails as they come.</param>
    /// <param name="isWorkingDay">Answers for the days from that of <paramref name="wanted"/> on.</param>
    public DateTimeOffset Earliest(DateTimeOffset wanted, TimeOnly? personal, Func<DateOnly, bool> isWorkingDay)
    {
        var local = ShanghaiTime.Of(wanted);
        var today = DateOnly.FromDateTime(local);
        for (var ahead = 0; ahead <= Horizon; ahead++)
        {
            var day = today.AddDays(ahead);
            if (WorkingDaysOnly && !isWorkingDay(day))
                continue;
            var from = ahead == 0 ? TimeOnly.FromDateTime(local) : TimeOnly.MinValue;
            if (OnDay(from, personal) is { } time)
                return ahead == 0 && time == from ? wanted : ShanghaiTime.At(day, time);
        }
        return wanted;
    }

    /// <summary>The first time of a day from <paramref name="from"/> on that is not quiet and suits the reader; null when the day has none left.</summary>
    private TimeOnly? OnDay(TimeOnly from, TimeOnly? personal)
    {
        var time = personal switch
        {
            null => from,
            { } chosen when chosen < from => (TimeOnly?)null,
            { } chosen => chosen,
        };
        if (time is not { } candidate || !IsQuiet(candidate))
            return time;
        return candidate < QuietUntil ? QuietUntil : null;
    }
}
