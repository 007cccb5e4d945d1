using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ledger.Calendar;
using Ledger.Deadlines;
using Ledger.Letters;
using Ledger.Scheduling;
using Ledger.SigningOff;
using Ledger.Supervising;

namespace Ledger.Rounds;

/// <summary>
/// What the office sets for a round: one record per area, kept together as one JSON document, so that a new setting needs no
/// migration. What a stored document lacks has its default: rows written before a setting existed read fine.
/// </summary>
public sealed record RoundSettings
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public SignOffSettings SignOff { get; init; } = new();

    public WeeklySettings Weekly { get; init; } = new();

    public SchedulingSettings Scheduling { get; init; } = new();

    public LetterSettings Letters { get; init; } = new();

    public LightSettings Lights { get; init; } = new();

    /// <summary>What the lights go by on <paramref name="today"/>.</summary>
    public LightDays LightDays(DateOnly today, WorkingCalendar calendar) =>
        Lights.On(today, calendar) with { BehindPoints = Lights.YellowBehindPlan ? Scheduling.BehindPlanPoints : int.MaxValue };

    /// <summary>What a round begins with (decision 13): stricter than what rows from before a setting read as.</summary>
    public static RoundSettings ForNewRounds { get; } = new() { SignOff = new SignOffSettings { EvidenceForEveryMeasure = true } };

    /// <summary>As stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>As read; an empty document is all defaults.</summary>
    public static RoundSettings FromJson(string json) => JsonSerializer.Deserialize<RoundSettings>(json, Json) ?? new RoundSettings();
}
