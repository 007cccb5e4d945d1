using Ledger.Deadlines;
using Ledger.Supervising;
using Ledger.Units;
using Microsoft.Extensions.Options;
using Notifications.Mails;
using Notifications.Mails.Digest;
using Notifications.Mails.WeeklyReportAsked;
using Notifications.Mails.WeeklyReportMissed;
using Notifications.Mails.WeeklyReportSuperior;
using Notifications.Queueing;

namespace Workflows.Mails;

/// <summary>
/// The mails of weekly supervision: one per person and run, which names all his issues. After an outage several weeks may be
/// judged at once; they are told in one mail too, under the last cut-off.
/// </summary>
public sealed class WeeklyMails(IssueMails mails, IOptions<SiteOptions> site, TimeProvider clock)
{
    /// <summary>To a unit's liaisons: the week's reports are asked for.</summary>
    public IEnumerable<OutgoingMail> Asked(AskedReports asked) => asked.Unit.Liaisons.DistinctBy(p => p.Id).Select(person => Of(
        new WeeklyReportAskedMail(
            asked.Unit.Name, [.. asked.Issues.Select(i => mails.Brief(i.IssueId, i.Number, i.Title))], asked.Week.CutOffAt, Url(asked.Week.Id)),
        [asked.Week.RoundId], asked.Week.Id, $"asked/{asked.Unit.Id:n}", "weekly/asked", person));

    /// <summary>To the liaisons of units that have not reported.</summary>
    public IEnumerable<OutgoingMail> Missed(IReadOnlyList<MissedReport> missed) =>
        from unit in missed.GroupBy(m => m.Unit.Id)
        let last = unit.MaxBy(m => m.CutOffAt)!
        from person in last.Unit.Liaisons.DistinctBy(p => p.Id)
        select Of(
            new WeeklyReportMissedMail(last.Unit.Name, Briefs(unit), last.CutOffAt, unit.Max(m => m.Misses), Url(last.WeekId)),
            unit.Select(m => m.RoundId), last.WeekId, $"missed/{last.Unit.Id:n}", "weekly/missed", person);

    /// <summary>To the unit's head and the lead leaders of the issues that were missed too often in a row.</summary>
    public IEnumerable<OutgoingMail> Superior(IReadOnlyList<MissedReport> missed) =>
        from heard in missed.Where(m => m.IsForSuperior).SelectMany(m => Superiors(m).Select(person => (Person: person, Missed: m))).GroupBy(h => h.Person.Id)
        let units = heard.Select(h => h.Missed).GroupBy(m => m.Unit.Id).ToList()
        select units is [var only] ? OfUnit(only, heard.First().Person) : OfUnits(units, heard.First().Person);

    private OutgoingMail OfUnit(IEnumerable<MissedReport> missed, Person person)
    {
        var last = missed.MaxBy(m => m.CutOffAt)!;
        return Of(
            new WeeklyReportSuperiorMail(last.Unit.Name, Briefs(missed), last.CutOffAt, missed.Max(m => m.Misses), Url(last.WeekId)),
            missed.Select(m => m.RoundId), last.WeekId, "superior", "weekly/superior", person);
    }

    /// <summary>A leader over several units hears of them in one mail.</summary>
    private OutgoingMail OfUnits(IReadOnlyList<IEnumerable<MissedReport>> units, Person person)
    {
        var missed = units.SelectMany(unit => unit).ToList();
        var last = missed.MaxBy(m => m.CutOffAt)!;
        var entries = missed.GroupBy(m => m.IssueId).Select(issue => issue.MaxBy(m => m.Misses)!)
            .OrderByDescending(m => m.Misses).ThenBy(m => m.Number).ToList();
        return Of(
            new DigestMail(
                clock.Today(), [.. entries.Take(IssueMails.MostNamed).Select(m => new DigestEntry(mails.Brief(m.IssueId, m.Number, m.Title), Missed(m, person.Culture), null))],
                Url(last.WeekId), Math.Max(0, entries.Count - IssueMails.MostNamed)),
            missed.Select(m => m.RoundId), last.WeekId, "superior", "weekly/superior", person);
    }

    private static string Missed(MissedReport missed, string culture) => culture == "en"
        ? FormattableString.Invariant($"{missed.Unit.Name} has missed the weekly report {missed.Misses} times in a row")
        : FormattableString.Invariant($"{missed.Unit.Name}连续{missed.Misses}次未按时报送周报");

    /// <summary>To a unit's liaisons: the office has sent their report back.</summary>
    public IEnumerable<OutgoingMail> Returned(ReportDossier said, WeeklyReport report, Unit unit) => unit.Liaisons.DistinctBy(p => p.Id).Select(person => Of(
        new DigestMail(
            clock.Today(),
            [new DigestEntry(
                mails.Brief(said.Issue), person.Culture == "en" ? $"weekly report returned: {report.ReturnReason}" : $"周报被退回，请修改后重新报送：{report.ReturnReason}", null)],
            Url(said.Week.Id, said.Issue.Id)),
        [said.Week.RoundId], said.Week.Id, FormattableString.Invariant($"returned/{said.Issue.Id:n}/{report.Returns}"), "weekly/returned", person) with
    {
        RelatesTo = IssueMails.RelatesTo(said.Issue.Id),
    });

    private static IEnumerable<Person> Superiors(MissedReport missed) =>
        missed.Unit.Head is { } head ? missed.LeadLeaders.Prepend(head) : missed.LeadLeaders;

    private static OutgoingMail Of<T>(T values, IEnumerable<Guid> rounds, Guid week, string what, string rule, Person person)
        where T : class, Notifications.Templates.IMailValues<T> =>
        OutgoingMail.Of(values, $"week/{week:n}/{what}/{person.Id:n}", rule, IssueMails.Address(person)) with
        {
            Culture = person.Culture,
            Scope = IssueMails.ScopeOf(rounds),
            Thread = $"week-{week:n}",
            RelatesTo = $"week/{week:n}",
            Deferrable = true,
        };

    private IReadOnlyList<IssueBrief> Briefs(IEnumerable<MissedReport> missed) =>
        [.. missed.DistinctBy(m => m.IssueId).OrderBy(m => m.Number).Select(m => mails.Brief(m.IssueId, m.Number, m.Title))];

    private string? Url(Guid week, Guid? issue = null) =>
        site.Value.PublicUrl is { } root ? new Uri(root, issue is null ? $"/supervision/{week}" : $"/supervision/{week}/{issue}").ToString() : null;
}
