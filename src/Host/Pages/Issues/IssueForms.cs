using Ledger.LookingBack;
using Ledger.SigningOff;

namespace Host.Pages.Issues;

/// <summary>A verdict as it is typed: at which step, the reason, and the demands one a line.</summary>
public sealed class VerdictForm
{
    public Guid? StepId { get; set; }

    public string? Reason { get; set; }

    public string? Opinion { get; set; }

    public string? Demands { get; set; }

    public Verdict Agree() => new(true, Opinion);

    public Verdict Return() => new(false, Reason, Lines.Of(Demands));
}

/// <summary>A check on site as it is typed.</summary>
public sealed class SiteCheckForm
{
    public Guid Id { get; set; }

    public string? AskedFor { get; set; }

    public DateOnly? HeldOn { get; set; }

    public string? People { get; set; }

    public string? Findings { get; set; }

    public SiteFindings Read() => new(HeldOn, People, Findings);
}

/// <summary>An extension as it is asked for, or decided on.</summary>
public sealed class ExtensionForm
{
    public Guid Id { get; set; }

    public int Ordinal { get; set; }

    public DateOnly? NewDeadline { get; set; }

    public string? Reason { get; set; }
}

/// <summary>A look-back as it is typed: every point answered, and after a rebound the measures one a line.</summary>
public sealed class LookBackForm
{
    public List<PointForm> Points { get; set; } = [];

    public string? Finding { get; set; }

    public string? Measures { get; set; }

    public DateOnly? Deadline { get; set; }

    /// <summary>Who leads in the place of a lead leader who has left.</summary>
    public Guid? SuccessorId { get; set; }

    public LookBackFindings Read(bool held) => new(
        held,
        [.. Points.Where(p => p.Holds is not null).Select(p => new CheckedPoint(p.Point, p.Holds!.Value, string.IsNullOrWhiteSpace(p.Remark) ? null : p.Remark.Trim()))],
        Finding,
        Lines.Of(Measures),
        Deadline,
        SuccessorId);

    /// <summary>What is typed for <paramref name="point"/>.</summary>
    public PointForm Of(LookBackPoint point) => Points.FirstOrDefault(p => p.Point == point) ?? new PointForm { Point = point };
}

/// <summary>One point of the look-back, as typed.</summary>
public sealed class PointForm
{
    public LookBackPoint Point { get; set; }

    public bool? Holds { get; set; }

    public string? Remark { get; set; }
}

/// <summary>Text typed one item a line.</summary>
internal static class Lines
{
    public static IReadOnlyList<string> Of(string? text) =>
        (text ?? string.Empty).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
