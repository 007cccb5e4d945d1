using Ledger.Issues;
using Ledger.Supervising;

namespace Host.Pages.Supervision;

/// <summary>A weekly report as it is typed.</summary>
public sealed class ReportForm
{
    public string? Progress { get; set; }

    public string? Difficulties { get; set; }

    public string? NextWeek { get; set; }

    public List<PercentForm> Measures { get; set; } = [];

    /// <summary>What is typed, as the rule reads it; a percentage left empty says nothing of its measure.</summary>
    public ReportText Read() => new(
        Progress ?? string.Empty, Difficulties ?? string.Empty, NextWeek ?? string.Empty,
        [.. Measures.Where(m => m.Percent is not null).Select(m => new MeasurePercent(m.Ordinal, m.Percent!.Value))]);

    /// <summary>The report as it stands, or an empty one whose percentages are those of the last report.</summary>
    public static ReportForm Of(ReportDossier said)
    {
        var form = new ReportForm { Progress = said.Report?.Progress, Difficulties = said.Report?.Difficulties, NextWeek = said.Report?.NextWeek };
        foreach (var measure in said.Report?.Measures ?? [])
        {
            form.Measures.Add(new PercentForm { Ordinal = said.Issue.Measures.Single(m => m.Id == measure.MeasureId).Ordinal, Percent = measure.Percent });
        }

        form.Cover(said.Issue);
        return form;
    }

    /// <summary>Gives every measure that is still open its row, keeping what is typed already.</summary>
    public void Cover(Issue issue)
    {
        var typed = Measures.ToLookup(m => m.Ordinal);
        Measures = [.. issue.Measures.Where(m => m.Status == MeasureStatus.Open).OrderBy(m => m.Ordinal)
            .Select(m => typed[m.Ordinal].FirstOrDefault() ?? new PercentForm { Ordinal = m.Ordinal, Percent = m.Progress })];
    }
}

/// <summary>The percentage of one measure, as typed.</summary>
public sealed class PercentForm
{
    public int Ordinal { get; set; }

    public int? Percent { get; set; }
}
