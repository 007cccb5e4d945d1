using System.Globalization;
using System.Resources;
using Ledger.Deadlines;
using Microsoft.Extensions.Options;
using Notifications.Mails;
using Notifications.Mails.DeadlineNear;
using Notifications.Mails.Digest;
using Notifications.Mails.Overdue;
using Notifications.Queueing;

namespace Workflows.Mails;

/// <summary>
/// The ladder's mails. One matter (an issue and a deadline, with the measures that share it) has a mail of its own; whoever
/// has several to hear of in one run gets one digest that says all: the most urgent line by line, the rest by number, for a mail
/// of a thousand lines is read by nobody.
/// </summary>
public sealed class DeadlineMails(IssueMails mails, IOptions<SiteOptions> site)
{
    private static readonly ResourceManager Words = new("Workflows.Mails.DeadlineWords", typeof(DeadlineMails).Assembly);

    /// <summary>What <paramref name="telling"/>'s person gets.</summary>
    public OutgoingMail For(Telling telling, DateOnly today)
    {
        var matters = telling.Measures.GroupBy(m => (m.IssueId, m.DueOn)).Select(same => same.ToList()).ToList();
        var mail = matters is [var only] ? One(only, telling, today) : Digest(matters, telling, today);
        return mail with
        {
            Deferrable = true,
            Scope = IssueMails.ScopeOf(telling.Measures.Select(m => m.RoundId)),
            Attachments = DeadlineCalendar.Of(telling, site.Value.PublicUrl, today) is { } days ? [days] : [],
        };
    }

    private OutgoingMail One(List<ToldMeasure> matter, Telling telling, DateOnly today)
    {
        var first = matter[0];
        var (brief, key, rule, to) = (Brief(first), telling.MailKey, $"ladder/{first.Step}", IssueMails.Address(telling.Person));
        List<MeasureBrief> measures = [.. matter.Select(m => new MeasureBrief(m.Ordinal, m.Text, m.Deadline))];
        var left = first.DueOn.DayNumber - today.DayNumber;
        return IssueMails.About(
            first.IssueId,
            first.IsOverdue
                ? OutgoingMail.Of(new OverdueMail(brief, measures, first.Deadline, Math.Max(1, -left), first.LeadUnit, first.Occurrence + 1, MovedTo: MovedTo(first)), key, rule, to)
                : OutgoingMail.Of(new DeadlineNearMail(brief, measures, first.Deadline, Math.Max(0, left), first.LeadUnit, Provisional: first.Provisional, MovedTo: MovedTo(first)), key, rule, to),
            telling.Person.Culture);
    }

    private OutgoingMail Digest(List<List<ToldMeasure>> matters, Telling telling, DateOnly today)
    {
        var culture = CultureInfo.GetCultureInfo(telling.Person.Culture);
        var entries = matters.Select(matter => new DigestEntry(Brief(matter[0]), Matter(matter, today, culture), matter[0].Deadline, MovedTo(matter[0]))).ToList();
        var digest = new DigestMail(today, entries, site.Value.PublicUrl?.ToString(), telling.Matters - entries.Count);
        return OutgoingMail.Of(digest, telling.MailKey, "ladder/digest", IssueMails.Address(telling.Person)) with
        {
            Culture = telling.Person.Culture,
        };
    }

    /// <summary>The day that is counted from, when it is not the one that was set.</summary>
    private static DateOnly? MovedTo(ToldMeasure measure) => measure.DueOn > measure.Deadline ? measure.DueOn : null;

    /// <summary>第1、2条措施逾期3天（红灯）.</summary>
    private static string Matter(List<ToldMeasure> matter, DateOnly today, CultureInfo culture)
    {
        var first = matter[0];
        var left = first.DueOn.DayNumber - today.DayNumber;
        var ordinals = string.Join(Word("Comma", culture), matter.Select(m => m.Ordinal.ToString(culture)));
        var key = left < 0 ? "Overdue" : left == 0 ? "DueToday" : first.Provisional ? "DueInProvisional" : "DueIn";
        return string.Format(culture, Word(key, culture), ordinals, Math.Abs(left), Word($"Light_{first.Light}", culture));
    }

    internal static string Word(string key, CultureInfo culture) =>
        Words.GetString(key, culture) ?? throw new InvalidOperationException($"no word for {key}");

    private IssueBrief Brief(ToldMeasure measure) => mails.Brief(measure.IssueId, measure.Number, measure.Title);
}
