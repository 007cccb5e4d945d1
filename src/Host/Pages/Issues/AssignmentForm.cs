using Ledger.Assigning;
using Ledger.Issues;

namespace Host.Pages.Issues;

/// <summary>An assignment as it is typed: anything may be missing, the rule says what is.</summary>
public sealed class AssignmentForm
{
    public Guid? LeadUnitId { get; set; }

    public List<Guid> LeadLeaderIds { get; set; } = [];

    public List<Guid> ResponsibleUnitIds { get; set; } = [];

    public List<TermForm> Terms { get; set; } = [];

    /// <summary>What is typed, as the rule reads it; a row without a kind gives its measure no term.</summary>
    public Assignment Read() => new(
        LeadUnitId ?? Guid.Empty,
        LeadLeaderIds,
        ResponsibleUnitIds,
        [.. Terms.Where(t => t.Kind is not null).Select(t => new MeasureTerm(t.Ordinal, t.Kind!.Value, t.Deadline))]);

    /// <summary>Gives every measure its row, keeping what is typed already.</summary>
    public void Cover(IEnumerable<Measure> measures)
    {
        var typed = Terms.ToLookup(t => t.Ordinal);
        Terms = [.. measures.OrderBy(m => m.Ordinal).Select(m => typed[m.Ordinal].FirstOrDefault()
            ?? new TermForm { Ordinal = m.Ordinal, Kind = m.DeadlineKind ?? DeadlineKind.Dated, Deadline = m.Deadline })];
    }
}

/// <summary>Kind and date of one measure, as typed.</summary>
public sealed class TermForm
{
    public int Ordinal { get; set; }

    public DeadlineKind? Kind { get; set; }

    public DateOnly? Deadline { get; set; }
}
