using System.Text;
using Ledger.Notices;

namespace Ledger.Tests.Notices;

public sealed class SeedNoticeTests
{
    private static readonly RectificationNotice Notice = NoticeReader.Read(Encoding.UTF8.GetString(Seeds.Notice()));

    [Fact]
    public void The_head_of_the_notice_is_told()
    {
        Assert.Equal("宜城市委关于十二届省委第三轮巡视集中整改进展情况的通报", Notice.Title);
        Assert.Equal("宜城市委", Notice.InspectedBody);
        Assert.Equal("十二届省委第三轮巡视", Notice.Round);
        Assert.Equal("省委第十巡视组", Notice.InspectionTeam);
        Assert.Equal(new DayRange(new(2023, 4, 7), new(2023, 6, 6)), Notice.InspectionWindow);
        Assert.Equal(new DateOnly(2023, 7, 26), Notice.FeedbackOn);
        Assert.Null(Notice.PublishedOn);
    }

    [Fact]
    public void The_comment_period_takes_its_second_year_from_the_first_date_and_illegible_contacts_are_listed()
    {
        Assert.Equal(new DayRange(new(2024, 2, 25), new(2024, 3, 15)), Notice.CommentPeriod);
        Assert.Equal(new NoticeContacts(null, "襄阳市宜城市振兴大道329号(市委巡视整改办)", null), Notice.Contacts);
        Assert.Contains(new UnplacedFragment(49, "联系方式:电线)", UnplacedReason.ContactUnreadable), Notice.Unplaced);
        Assert.Contains(new UnplacedFragment(49, "电子邮箱:", UnplacedReason.ContactMissing), Notice.Unplaced);
    }

    [Fact]
    public void The_leading_group_is_told() =>
        Assert.Equal(
            new PrintedLeadingGroup(new("武义泉", "市委书记"), new("肖平", "市委副书记、市长"), 14, 29, 3),
            Notice.LeadingGroup);

    [Fact]
    public void Every_printed_counter_is_told_with_its_line_and_words() =>
        Assert.Equal(
            [
                new(CounterCode.DeputyHeads, 14, "名", "14名市领导任副组长", 3),
                new(CounterCode.MemberUnits, 29, "家", "29家市直单位主要负责同志为成员", 3),
                new(CounterCode.MeasuresPlanned, 205, "条", "细化205条整改措施", 4),
                new(CounterCode.RulesEstablished, 70, "个", "建立完善制度70个", 4),
                new(CounterCode.SupervisionChecks, 16, "次", "督办检查16次", 5),
                new(CounterCode.ReminderLetters, 3, "次", "提醒函3次", 5),
                new(CounterCode.Bulletins, 11, "期", "工作简报11期", 5),
                new(CounterCode.ReviewMeetings, 10, "次", "会议研判10次", 5),
                new(CounterCode.SiteChecks, 11, "处", "实地检查督办11处", 5),
                new PrintedCounter(CounterCode.MeasuresImproved, 56, "条", "完善整改措施56条", 5),
            ],
            Notice.Counters);

    [Fact]
    public void The_two_rhythms_are_told() =>
        Assert.Equal(
            [
                new(RhythmAct.Supervision, RhythmPeriod.Week, "一周一督办", 5),
                new PrintedRhythm(RhythmAct.Scheduling, RhythmPeriod.HalfMonth, "半月一调度", 5),
            ],
            Notice.Rhythms);

    [Fact]
    public void The_parts_follow_each_other() =>
        Assert.Equal(
            [
                (LinePlace.Introduction, 2, 2),
                (LinePlace.Organisation, 3, 5),
                (LinePlace.ItemByItem, 6, 45),
                (LinePlace.NextSteps, 46, 48),
                (LinePlace.Closing, 49, 49),
            ],
            Notice.Sections.Select(section => (section.Part, section.FirstLine, section.LastLine)));

    [Fact]
    public void Paragraph_n_is_issue_n_and_the_three_surviving_headings_agree()
    {
        Assert.Equal(Enumerable.Range(1, 37), Notice.Issues.Select(issue => issue.Number));
        Assert.Equal([2, 3, 16], Notice.Issues.Where(issue => issue.Heading is not null).Select(issue => issue.Number));
        Assert.Equal([2, 3, 16], Notice.Issues.Select(issue => issue.PrintedNumber).OfType<int>());
        Assert.Equal("关于“落实省委领导批示要求不到位,35座石灰窑采石场未完成生态修复”的问题", Notice.Issues[2].Heading);
        Assert.Equal((9, 10), (Notice.Issues[2].FirstLine, Notice.Issues[2].TextLine));
        Assert.DoesNotContain(Notice.Unplaced, fragment => fragment.Reason == UnplacedReason.HeadingNumberDisagrees);
    }

    [Fact]
    public void Each_issue_has_its_measures() =>
        Assert.Equal(
            [2, 1, 1, 3, 2, 2, 2, 4, 3, 2, 3, 2, 4, 1, 2, 2, 1, 3, 2, 4, 3, 2, 2, 5, 4, 3, 2, 2, 2, 3, 4, 4, 4, 4, 3, 2, 2],
            Notice.Issues.Select(issue => issue.Measures.Count));

    [Fact]
    public void A_measure_starts_behind_its_marker_and_ends_before_the_next()
    {
        var first = Notice.Issues[8].Measures[0];
        Assert.Equal(("一是", "动态更新了闲置资产台账,定期与招商责任单位共享。", 16), (first.Marker, first.Text, first.Line));
    }

    [Fact]
    public void Persons_and_person_times_held_to_account_are_two_counts()
    {
        var held = Notice.Issues
            .SelectMany(issue => issue.Measures.SelectMany(measure => measure.HeldToAccount.Select(one => (issue.Number, one.Persons, one.PersonTimes))));
        Assert.Equal([(6, 6, 0), (20, 16, 0), (24, 0, 25), (26, 13, 0), (28, 7, 0), (28, 0, 38), (29, 3, 0)], held);
        Assert.Contains(Notice.Unplaced, fragment => fragment is { Line: 30, Reason: UnplacedReason.AccountabilityWithoutNumber });
    }

    [Fact]
    public void Quantities_keep_their_scale_and_whether_they_are_exact()
    {
        Assert.Equal(
            [
                new(10_000m, "立方", true, "1万余立方"),
                new(11_000m, "株", true, "1.1万余株"),
                new NoticeQuantity(400m, "斤", true, "400余斤"),
            ],
            Notice.Issues[2].Measures[0].Quantities);
        Assert.Contains(new NoticeQuantity(37.37m, "%", false, "37.37%"), Notice.Issues[17].Measures[0].Quantities);
        Assert.Contains(new NoticeQuantity(1_304_000_000m, "斤", false, "13.04亿斤"), Notice.Issues[18].Measures[1].Quantities);
        Assert.Equal([new NoticeQuantity(37m, "座", false, "37座")], Notice.Issues[6].Measures[0].Quantities);
        Assert.Empty(Notice.Issues[12].Measures[1].Quantities);
    }

    [Fact]
    public void Named_documents_are_told()
    {
        Assert.Equal(
            ["郑集镇2023年防汛抗旱应急预案", "郭安村人员转移避险应急预案"],
            Notice.Issues[3].Measures[2].Documents.Select(document => document.Title));
        Assert.Equal(33, Notice.Issues.Sum(issue => issue.Measures.Sum(measure => measure.Documents.Count)));
    }

    [Fact]
    public void Issue_37_carries_over_from_an_earlier_round_and_an_audit()
    {
        Assert.Equal([37], Notice.Issues.Where(issue => issue.CarriedOver is not null).Select(issue => issue.Number));
        Assert.Contains("未销号", Notice.Issues[36].CarriedOver, StringComparison.Ordinal);
        Assert.Contains("2021年省经济责任审计", Notice.Issues[36].CarriedOver, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_four_fragments_are_left_over() =>
        Assert.Equal([30, 49, 49, 50], Notice.Unplaced.Select(fragment => fragment.Line));
}
