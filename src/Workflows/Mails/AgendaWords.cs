using System.Globalization;
using Ledger.Scheduling;

namespace Workflows.Mails;

/// <summary>Why an issue is on the agenda, in the reader's language.</summary>
public static class AgendaWords
{
    /// <summary>All reasons in one phrase.</summary>
    public static string Of(IReadOnlyList<AgendaEntry> reasons, bool english) =>
        string.Join(english ? "; " : "；", reasons.Select(entry => Of(entry, english)));

    /// <summary>One reason with its amount.</summary>
    public static string Of(AgendaEntry entry, bool english)
    {
        var amount = entry.Amount.ToString(CultureInfo.InvariantCulture);
        return (entry.Reason, english) switch
        {
            (AgendaReason.Overdue, false) => $"已逾期{amount}天",
            (AgendaReason.Overdue, true) => entry.Amount == 1 ? "1 day overdue" : $"{amount} days overdue",
            (AgendaReason.BehindPlan, false) => $"进度滞后{amount}个百分点",
            (AgendaReason.BehindPlan, true) => $"{amount} points behind plan",
            (AgendaReason.ReportMissing, false) => $"连续{amount}次未报周报",
            (AgendaReason.ReportMissing, true) => entry.Amount == 1 ? "weekly report missed" : $"{amount} weekly reports missed in a row",
            (AgendaReason.LetterUnanswered, false) => $"{amount}份函件逾期未回复",
            (AgendaReason.LetterUnanswered, true) => entry.Amount == 1 ? "a letter not answered in time" : $"{amount} letters not answered in time",
            (_, false) => $"{amount}项延期申请待定",
            _ => entry.Amount == 1 ? "an extension to be decided" : $"{amount} extensions to be decided",
        };
    }
}
