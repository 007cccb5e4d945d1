using System.Globalization;
using Fluid;
using Fluid.Values;
using Notifications.Manners;

namespace Notifications.Templates;

/// <summary>The filters <c>day</c> and <c>moment</c>: dates as an office of each language writes them.</summary>
internal static class LiquidDates
{
    public static void Register(FilterCollection filters)
    {
        filters.AddFilter("day", (input, _, context) => Written(Day(input), context, "yyyy年M月d日", "d MMMM yyyy"));
        filters.AddFilter("moment", (input, _, context) => Written(Moment(input), context, "yyyy年M月d日 H:mm", "d MMMM yyyy, HH:mm"));
    }

    private static ValueTask<FluidValue> Written(DateTime? value, TemplateContext context, string chinese, string english)
    {
        if (value is not { } date)
            return NilValue.Instance;
        var format = context.CultureInfo.Name == Cultures.English ? english : chinese;
        return new StringValue(date.ToString(format, CultureInfo.InvariantCulture));
    }

    private static DateTime? Day(FluidValue input) =>
        DateOnly.TryParseExact(input.ToStringValue(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.ToDateTime(TimeOnly.MinValue)
            : Moment(input);

    private static DateTime? Moment(FluidValue input) =>
        DateTimeOffset.TryParse(input.ToStringValue(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? TimeZoneInfo.ConvertTime(moment, ShanghaiTime.Zone).DateTime
            : null;
}
