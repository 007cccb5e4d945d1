using System.Globalization;
using System.Text.Json.Nodes;
using ElsaRuntime.Model;

namespace ElsaRuntime.Api;

/// <summary>A condition on one of an instance's times. As in Elsa a time at midnight stands for its whole day.</summary>
/// <param name="Column">Column of the table.</param>
internal sealed record TimestampFilter(string Column, TimestampOperator Operator, DateTimeOffset Timestamp)
{
    private static readonly (string Name, string Column)[] Columns =
        [("CreatedAt", "created_at"), ("UpdatedAt", "updated_at"), ("FinishedAt", "finished_at")];

    public static IEnumerable<TimestampFilter> Of(JsonNode? json, ICollection<(string Code, string Argument)> problems)
    {
        foreach (var item in Json.Objects(json))
        {
            if (ColumnOf(item.Text("column")) is { } column
                && Names.TryFind<TimestampOperator>(item.Text("operator"), out var comparison)
                && DateTimeOffset.TryParse(item.Text("timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var timestamp))
            {
                yield return new TimestampFilter(column, comparison, timestamp);
            }
            else
            {
                problems.Add(("InvalidTimestampFilter", item.ToJsonString()));
            }
        }
    }

    /// <summary>The condition; <paramref name="parameter"/> takes a value and gives its place.</summary>
    public string Sql(Func<object, string> parameter)
    {
        var at = parameter(Timestamp.UtcDateTime);
        var isDay = Timestamp.TimeOfDay == TimeSpan.Zero;
        var end = isDay ? $"{at} + interval '24 hours'" : at;
        return Operator switch
        {
            TimestampOperator.Is => isDay ? $"({Column} >= {at} and {Column} < {end})" : $"{Column} = {at}",
            TimestampOperator.IsNot => isDay ? $"({Column} < {at} or {Column} >= {end})" : $"{Column} <> {at}",
            TimestampOperator.GreaterThan => $"{Column} > {end}",
            TimestampOperator.GreaterThanOrEqual => $"{Column} >= {at}",
            TimestampOperator.LessThan => $"{Column} < {at}",
            _ => $"{Column} <= {end}",
        };
    }

    private static string? ColumnOf(string? name) =>
        Array.Find(Columns, c => string.Equals(c.Name, name?.Trim(), StringComparison.OrdinalIgnoreCase)).Column;
}

/// <summary>How a time is compared; the names are Elsa's.</summary>
internal enum TimestampOperator
{
    Is,
    IsNot,
    GreaterThan,
    GreaterThanOrEqual,
    LessThan,
    LessThanOrEqual,
}
