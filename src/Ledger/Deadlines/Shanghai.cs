namespace Ledger.Deadlines;

/// <summary>Days are decided where the office is: Asia/Shanghai, whatever zone the server runs in.</summary>
public static class Shanghai
{
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The day it is in Shanghai at <paramref name="instant"/>.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The instant at which <paramref name="day"/> shows <paramref name="time"/> in Shanghai, in UTC.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>Today in Shanghai.</summary>
    public static DateOnly Today(this TimeProvider clock) => DayOf(clock.GetUtcNow());
}
