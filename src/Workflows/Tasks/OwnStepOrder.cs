using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Calendar;
using Ledger.OwnSteps;

namespace Workflows.Tasks;

/// <summary>
/// What the drawing says of a step of the office's own, in the payload of its task: <c>for</c> names who is asked, a
/// <see cref="StepParty"/> in any case, and <c>dueInWorkingDays</c> or <c>dueOn</c> by when. Without it, and where it cannot be
/// read, the office is asked and there is no day: a slip in the drawing stops no issue.
/// </summary>
internal sealed record OwnStepOrder(StepParty Party, DateOnly? DueOn)
{
    /// <summary>Longer than this is no deadline but a slip.</summary>
    private const int LongestDays = 1000;

    public static OwnStepOrder Read(JsonNode? payload, DateOnly today, WorkingCalendar calendar) => new(
        Enum.TryParse<StepParty>(Text(payload, "for"), ignoreCase: true, out var party) && Enum.IsDefined(party) ? party : StepParty.Office,
        int.TryParse(Text(payload, "dueInWorkingDays"), CultureInfo.InvariantCulture, out var days) && days is >= 0 and <= LongestDays ? calendar.AddWorkingDays(today, days)
        : DateOnly.TryParseExact(Text(payload, "dueOn"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : null);

    private static string? Text(JsonNode? payload, string name) =>
        (payload as JsonObject)?.FirstOrDefault(p => string.Equals(p.Key, name, StringComparison.OrdinalIgnoreCase)).Value?.ToString();
}
