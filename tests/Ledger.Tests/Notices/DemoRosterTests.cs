using System.Globalization;
using System.Text;
using Ledger.Issues;
using Ledger.Notices;

namespace Ledger.Tests.Notices;

public sealed class DemoRosterTests
{
    private static readonly RectificationNotice Notice = NoticeReader.Read(Encoding.UTF8.GetString(Seeds.Notice()));

    private static readonly DemoRoster Roster = DemoRosterFile.Read(Seeds.Roster());

    [Fact]
    public void The_roster_in_seeds_fits_the_notice_in_seeds() =>
        Assert.Empty(RosterCheck.Against(Roster, Notice).Select(flaw => flaw.In(CultureInfo.GetCultureInfo("en"))));

    [Fact]
    public void It_says_of_itself_that_it_is_invented_and_borrows_nobody_from_the_notice()
    {
        Assert.True(Roster.Invented);
        Assert.Contains("虚构", Roster.InventedNote.Zh, StringComparison.Ordinal);
        Assert.Contains("invented", Roster.InventedNote.En, StringComparison.Ordinal);
        var json = Encoding.UTF8.GetString(Seeds.Roster());
        Assert.DoesNotContain(Notice.LeadingGroup!.Head!.Name!, json, StringComparison.Ordinal);
        Assert.DoesNotContain(Notice.LeadingGroup.FirstDeputy!.Name!, json, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_deadlines_make_every_light_appear()
    {
        var days = Roster.Issues.Select(issue => issue.Measures.Min(term => term.DeadlineInDays)).ToList();
        Assert.Contains(days, day => day < 0);
        Assert.Contains(days, day => day is >= 0 and <= 10);
        Assert.Contains(days, day => day > 10);
        Assert.Contains(null, days);
        Assert.Equal(Enum.GetValues<DeadlineKind>(), Roster.Issues.SelectMany(issue => issue.Measures).Select(term => term.Kind).Distinct().Order());
    }

    [Theory]
    [InlineData("\"number\": 5,", "\"number\": 5, \"rank\": 1,", "$.issues[4].rank")]
    [InlineData("\"kind\": \"longTerm\"", "\"kind\": \"sometimes\"", "$.issues[")]
    [InlineData("\"leadUnit\": \"市教育局\",", "", "$.issues[15]")]
    [InlineData("\"leadUnit\": \"市教育局\",", "\"leadUnit\": null,", "$.issues[15].leadUnit")]
    [InlineData("\"number\": 5,", "\"number\": 5, \"number\": 6,", "$.issues[4]")]
    [InlineData("\"invented\": true", "\"invented\": false", "$.invented")]
    public void A_file_that_is_no_such_roster_is_refused_with_the_place(string printed, string instead, string place)
    {
        var json = Encoding.UTF8.GetString(Seeds.Roster()).Replace(printed, instead, StringComparison.Ordinal);
        var flaw = Assert.Throws<FormatException>(() => DemoRosterFile.Read(Encoding.UTF8.GetBytes(json)));
        Assert.Contains(place, flaw.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_issue_assigned_to_strangers_or_not_at_all_is_told()
    {
        var strange = Roster.Issues[4] with { LeadLeaders = ["无名"], LeadUnit = "无此单位", Measures = [] };
        var roster = Roster with { Issues = [.. Roster.Issues.Where(issue => issue.Number is not (5 or 9)), strange, strange, strange with { Number = 99 }] };
        var flaws = RosterCheck.Against(roster, Notice);
        Assert.Contains(new RosterFlaw("$.issues[35].leadLeaders", RosterFlawReason.LeaderUnknown, "无名"), flaws);
        Assert.Contains(new RosterFlaw("$.issues[35].leadUnit", RosterFlawReason.UnitUnknown, "无此单位"), flaws);
        Assert.Contains(new RosterFlaw("$.issues[35].measures", RosterFlawReason.MeasureCount, "0 ≠ 2"), flaws);
        Assert.Contains(new RosterFlaw("$.issues[37].number", RosterFlawReason.IssueUnknown, "99"), flaws);
        Assert.Contains(new RosterFlaw("$.issues", RosterFlawReason.IssueTwice, "5"), flaws);
        Assert.Contains(new RosterFlaw("$.issues", RosterFlawReason.IssueMissing, "9"), flaws);
    }

    [Fact]
    public void Doubled_names_real_addresses_and_missing_deadlines_are_told()
    {
        var unit = Roster.Units[0] with { Liaisons = [] };
        var leader = Roster.LeadingGroup.DeputyHeads[0] with { Email = "somebody@city.gov.cn" };
        var issue = Roster.Issues[0] with { ResponsibleUnits = [Roster.Issues[0].LeadUnit], Measures = [new(DeadlineKind.Dated, null), new(DeadlineKind.LongTerm, null)] };
        var roster = Roster with
        {
            Units = [.. Roster.Units.Skip(1), unit, unit],
            LeadingGroup = Roster.LeadingGroup with { DeputyHeads = [leader] },
            Issues = [issue],
        };
        var reasons = RosterCheck.Against(roster, Notice).Select(flaw => flaw.Reason).ToHashSet();
        Assert.Superset(
            new HashSet<RosterFlawReason>
            {
                RosterFlawReason.NameTwice, RosterFlawReason.AddressTwice, RosterFlawReason.AddressNotInvented, RosterFlawReason.LiaisonCount,
                RosterFlawReason.MemberUnitCount, RosterFlawReason.DeputyHeadCount, RosterFlawReason.UnitTwiceOnIssue, RosterFlawReason.DeadlineMissing,
            },
            reasons);
    }

    [Fact]
    public void Every_flaw_has_its_sentence_in_both_languages()
    {
        foreach (var reason in Enum.GetValues<RosterFlawReason>())
        {
            var flaw = new RosterFlaw("$", reason, "X");
            var (zh, en) = (flaw.In(CultureInfo.GetCultureInfo("zh-CN")), flaw.In(CultureInfo.GetCultureInfo("en")));
            Assert.NotEqual(zh, en);
            Assert.Contains("X", zh, StringComparison.Ordinal);
        }
    }
}
