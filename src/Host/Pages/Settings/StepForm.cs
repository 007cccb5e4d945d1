using Ledger.Deadlines;

namespace Host.Pages.Settings;

/// <summary>One step of a ladder as it stands in the form.</summary>
public sealed class StepForm
{
    /// <summary>Kept hidden: the name under which the step is known to have gone out.</summary>
    public string? Code { get; set; }

    public LadderSide Side { get; set; }

    public int Offset { get; set; } = 10;

    public DayCount Count { get; set; } = DayCount.Working;

    public List<Audience> Audience { get; set; } = [];

    public LadderPaper Paper { get; set; }

    public Light Light { get; set; } = Light.Green;

    public int? Every { get; set; }

    public int? AtMost { get; set; }

    public static StepForm Of(LadderStep step) => new()
    {
        Code = step.Code,
        Side = step.Side,
        Offset = step.Offset,
        Count = step.Count,
        Audience = [.. Localization.LadderWords.All.Where(role => step.Audience.HasFlag(role))],
        Paper = step.Paper,
        Light = step.Light,
        Every = step.Repeat?.Every,
        AtMost = step.Repeat?.AtMost,
    };

    public LadderStep Read() => new(
        string.IsNullOrWhiteSpace(Code) ? $"step-{Guid.NewGuid():n}"[..17] : Code.Trim(),
        Side, Offset, Count, Audience.Aggregate(Ledger.Deadlines.Audience.None, (all, role) => all | role), Paper, Light,
        Every is { } every ? new LadderRepeat(every, AtMost) : null);
}
