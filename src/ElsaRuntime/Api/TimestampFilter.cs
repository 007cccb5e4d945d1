using System.Globalization;
using System.Text.Json.Nodes;
using ElsaRuntime.Model;

namespace ElsaRuntime.Api;

/// <summary>A condition on one of an instance's times.</summary>
/// <param name="Column">Column of the table.</param>
/// <param name="Operator">Operator of SQL.</param>
internal sealed record TimestampFilter(string Column, string Operator, DateTimeOffset Timestamp)
{
    public static IEnumerable<TimestampFilter> Of(JsonNode? json, ICollection<(string Code, string Argument)> problems)
    {
        foreach (var item in Json.Objects(json))
        {
            if (ColumnOf(item.Text("column")) is { } column
                && OperatorOf(item.Text("operator")) is { } comparison
                && DateTimeOffset.TryParse(item.Text("timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var timestamp))
            {
                yield return new TimestampFilter(column, comparison, timestamp.ToUniversalTime());
            }
            else
            {
                problems.Add(("InvalidTimestampFilter", item.ToJsonString()));
            }
        }
    }

    private static string? ColumnOf(string? name) => name switch
    {
        "CreatedAt" or "createdAt" => "created_at",
        "UpdatedAt" or "updatedAt" => "updated_at",
        "FinishedAt" or "finishedAt" => "finished_at",
        _ => null,
    };

    private static string? OperatorOf(string? name) => name switch
    {
        "Is" => "=",
        "IsNot" => "<>",
        "GreaterThan" => ">",
        "GreaterThanOrEqual" => ">=",
        "LessThan" => "<",
        "LessThanOrEqual" => "<=",
        _ => null,
    };
}
