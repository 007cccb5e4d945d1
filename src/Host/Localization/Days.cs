using System.Globalization;
using Ledger.Deadlines;

namespace Host.Localization;

/// <summary>Days and moments as people write them: <c>2023年7月5日</c> in Chinese, <c>5 July 2023</c> in English, Shanghai's clock in both.</summary>
public static class Days
{
    /// <summary>The day written out.</summary>
    public static string Written(this DateOnly day, CultureInfo culture) =>
        day.ToString(IsChinese(culture) ? "yyyy年M月d日" : "d MMMM yyyy", culture);

    /// <summary>The day written out; a dash where there is none.</summary>
    public static string Written(this DateOnly? day, CultureInfo culture) => day is { } known ? known.Written(culture) : "—";

    /// <summary>The day and, to the minute, the time it was in Shanghai.</summary>
    public static string Written(this DateTimeOffset instant, CultureInfo culture)
    {
        var there = TimeZoneInfo.ConvertTime(instant, Shanghai.Zone);
        return $"{DateOnly.FromDateTime(there.DateTime).Written(culture)} {there.ToString("HH:mm", culture)}";
    }

    /// <summary>From one day to another; open ends stay open, nothing at all is a dash.</summary>
    public static string Span(DateOnly? from, DateOnly? to, CultureInfo culture) => (from, to) switch
    {
        (null, null) => "—",
        ({ } a, { } b) => $"{a.Written(culture)} – {b.Written(culture)}",
        _ => $"{from?.Written(culture)} – {to?.Written(culture)}",
    };

    private static bool IsChinese(CultureInfo culture) => culture.TwoLetterISOLanguageName == "zh";
}
