using Ledger.Notices;

namespace Ledger.Tests.Notices;

/// <summary>Invented notices in the other shapes such papers come in.</summary>
public sealed class NoticeShapesTests
{
    [Fact]
    public void Parts_groups_and_full_width_numbers_are_told_apart()
    {
        var notice = NoticeReader.Read("""
            首页 > 巡视整改 > 通报
            中共示范县委
            关于巡视整改进展情况的通报
            （2024年5月20日）
            来源：示范县纪委监委  浏览次数：12
            根据省委统一部署，2023年10月8日至12月7日，省委第三巡视组对示范县进行了巡视。2024年1月12日，省委巡视组向示范县委反馈了巡视意见。
            一、履行主体责任，推进整改落实
            成立由县委书记李示范任组长的领导小组，召开专题会议６次，印发简报５期，走访群众３００余户。
            二、巡视反馈问题整改落实情况
            （一）关于贯彻落实党中央决策部署方面存在的问题
            １．关于“学习不深入”的问题。
            整改落实情况：（1）组织学习１２次，参加２３０余人；（2）印发《关于加强〈学习办法〉落实的通知》。
            ２．关于“督促不到位”的问题。
            整改落实情况：（1）约谈3人；（2）问责４人次，其中党纪处分2人。
            （二）关于全面从严治党方面存在的问题
            １．关于“管理宽松”的问题。
            整改落实情况：已建立制度3项。
            ２．关于“监督虚化”的问题。
            整改落实情况：（1）开展检查。
            （2）通报典型案例2起。
            三、下一步工作打算
            （一）提高站位。
            欢迎广大干部群众对整改落实情况进行监督。公示时间：2024年5月20日至6月10日。联系电话：0710－1234567（工作日）；通讯地址：示范县建设路1号，邮编：441400；电子邮箱：zgb@shifan.example。
            中共示范县委
            2024年5月20日
            【打印本页】 【关闭窗口】
            """);

        Assert.Equal("中共示范县委关于巡视整改进展情况的通报", notice.Title);
        Assert.Equal("示范县委", notice.InspectedBody);
        Assert.Equal(new DayRange(new(2023, 10, 8), new(2023, 12, 7)), notice.InspectionWindow);
        Assert.Equal(new DateOnly(2024, 1, 12), notice.FeedbackOn);
        Assert.Equal(new DateOnly(2024, 5, 20), notice.PublishedOn);
        Assert.Equal(new NoticeContacts("0710-1234567", "示范县建设路1号", "zgb@shifan.example"), notice.Contacts);
        Assert.Equal(new PrintedPost("李示范", "县委书记"), notice.LeadingGroup!.Head);
        Assert.Equal(
            [(CounterCode.ReviewMeetings, 6m), (CounterCode.Bulletins, 5m), (CounterCode.Other, 300m)],
            notice.Counters.Select(counter => (counter.Code, counter.Value)));
        Assert.Equal([1, 2, 3, 4], notice.Issues.Select(issue => issue.Number));
        Assert.Equal([1, 2, 1, 2], notice.Issues.Select(issue => issue.PrintedNumber));
        Assert.Equal([2, 2, 1, 2], notice.Issues.Select(issue => issue.Measures.Count));
        Assert.Equal("关于全面从严治党方面存在的问题", notice.Issues[2].Group);
        Assert.Equal(20, notice.Issues[3].Measures[1].Line);
        Assert.Equal([new NoticeDocument("关于加强〈学习办法〉落实的通知", false)], notice.Issues[0].Measures[1].Documents);
        Assert.Equal([new HeldToAccount(0, 4, "问责４人次")], notice.Issues[1].Measures[1].HeldToAccount);
        Assert.Equal(
            [(1, UnplacedReason.BeforeTitle), (5, UnplacedReason.SiteFurniture), (26, UnplacedReason.SiteFurniture)],
            notice.Unplaced.Select(fragment => (fragment.Line, fragment.Reason)));
    }

    [Fact]
    public void Text_on_the_headings_own_line_is_the_issues_text()
    {
        var notice = NoticeReader.Read("""
            示范局党组关于巡察整改落实情况的报告
            一、关于“理论学习走形式”问题
            整改进展：1.制定学习计划，全年学习24次；2.开展测试，1.5万人次参加；3.立行立改。
            二、针对“财务管理混乱”的问题，一是清退违规资金3.2万元，二是修订《财务管理办法》，三是对2名责任人，严肃问责。
            三、关于车辆管理不规范的问题
            ①登记车辆12台；②统一标识；③统一是为了便于监督。
            四、关于公款接待问题 整改情况：已全部整改到位。
            """);

        Assert.Equal([3, 3, 3, 1], notice.Issues.Select(issue => issue.Measures.Count));
        Assert.Equal("针对“财务管理混乱”的问题", notice.Issues[1].Heading);
        Assert.Equal("已全部整改到位。", notice.Issues[3].Text);
        Assert.Equal([2], notice.Issues[1].Measures[2].HeldToAccount.Select(held => held.Persons));
        Assert.Equal([new NoticeQuantity(15_000m, "人次", false, "1.5万人次")], notice.Issues[0].Measures[1].Quantities);
        Assert.Empty(notice.Unplaced);
    }

    [Fact]
    public void Headings_without_a_text_are_issues_that_say_so()
    {
        var notice = NoticeReader.Read("""
            关于示范镇党委巡察整改情况的公示
            1.关于党建责任压得不实的问题
            2.关于“三会一课”不规范的问题
            4、关于阵地建设滞后的问题
            """);

        Assert.Equal([1, 2, 4], notice.Issues.Select(issue => issue.Number));
        Assert.All(notice.Issues, issue => Assert.Empty(issue.Measures));
        Assert.Equal([2, 3, 4], notice.Unplaced.Where(fragment => fragment.Reason == UnplacedReason.IssueWithoutText).Select(fragment => fragment.Line));
    }

    [Fact]
    public void A_notice_pasted_as_one_line_is_parted_where_its_issues_open()
    {
        var notice = NoticeReader.Read(
            "示范市关于审计整改情况的公告　1、关于专项资金闲置的问题。整改情况：已盘活资金1,250万元，追责问责三人。2、关于超范围支出的问题。整改情况：一是清退。二是整顿。");

        Assert.Equal("示范市关于审计整改情况的公告", notice.Title);
        Assert.Equal([1, 2], notice.Issues.Select(issue => issue.Measures.Count));
        Assert.Equal([12_500_000m], notice.Issues[0].Measures[0].Quantities.Select(quantity => quantity.Value));
        Assert.Equal([3], notice.Issues[0].Measures[0].HeldToAccount.Select(held => held.Persons));
    }

    [Fact]
    public void Cut_and_torn_paragraphs_are_told_and_nothing_is_made_up()
    {
        var notice = NoticeReader.Read("""
            示范区委巡视整改情况通报
            整改情况:摸清底数。二是补上制度。三是完善台账；五是加强检查，制定了《宜城市投诉举报处理工作制度
            整改情况:一是“一是讲政治、二是讲规矩”的要求已落实;要求统一是本次重点。二是办结20至30件、约5公里、不足2米，第3期完成，4A级，207国道，十年一遇。
            5.关于“甲”的问题
            整改情况:一是问责相关责任。
            """);

        Assert.Equal([4, 2, 1], notice.Issues.Select(issue => issue.Measures.Count));
        Assert.Equal(new NoticeDocument("宜城市投诉举报处理工作制度", true), notice.Issues[0].Measures[3].Documents.Single());
        Assert.Equal(
            [(30m, "件", true), (5m, "公里", true), (2m, "米", true)],
            notice.Issues[1].Measures[1].Quantities.Select(quantity => (quantity.Value, quantity.Unit, quantity.Approximate)));
        Assert.Empty(notice.Issues[2].Measures[0].HeldToAccount);
        Assert.Equal(3, notice.Issues[2].Number);
        Assert.Equal(
            [
                (2, UnplacedReason.MeasureNumberMissing), (2, UnplacedReason.MeasureNumberMissing), (2, UnplacedReason.DocumentTitleCut),
                (4, UnplacedReason.HeadingNumberDisagrees), (5, UnplacedReason.AccountabilityWithoutNumber),
            ],
            notice.Unplaced.Select(fragment => (fragment.Line, fragment.Reason)));
    }

    [Fact]
    public void A_numbered_line_over_a_marker_is_a_heading_and_two_markers_may_share_an_issue()
    {
        var notice = NoticeReader.Read("""
            二〇二四年示范高校巡视整改进展情况的通报
            二〇二三年十二月二十日至一月十日，省委巡视组开展了巡视。
            （一）党的领导弱化
            【整改情况】
            高度重视，坚持立行立改。第一，健全议事规则。第二，开展培训3场。
            （二）选人用人不规范
            整改措施：一是修订办法。
            整改成效：已办结。
            今后，学校党委将持续巩固。
            特此通报。
            """);

        Assert.Equal(new DayRange(new(2023, 12, 20), new(2024, 1, 10)), notice.InspectionWindow);
        Assert.Equal(["党的领导弱化", "选人用人不规范"], notice.Issues.Select(issue => issue.Heading));
        Assert.Equal("高度重视，坚持立行立改。", notice.Issues[0].LeadIn);
        Assert.Equal(["第一，", "第二，"], notice.Issues[0].Measures.Select(measure => measure.Marker));
        Assert.Equal("一是修订办法。\n整改成效：已办结。", notice.Issues[1].Text);
        Assert.Equal([LinePlace.NextSteps, LinePlace.Closing], notice.Sections.Select(section => section.Part).TakeLast(2));
        Assert.Empty(notice.Unplaced);
    }

    [Theory]
    [InlineData("2024年2月30日至3月15日")]
    [InlineData("2024年3月15日至2024年2月1日")]
    public void Days_that_are_none_are_listed(string period)
    {
        var notice = NoticeReader.Read($"示范市巡视整改情况通报\n整改情况：已整改。\n公示期：{period}。");
        Assert.Null(notice.CommentPeriod);
        Assert.Equal([new UnplacedFragment(3, period, UnplacedReason.DateUnreadable)], notice.Unplaced);
    }
}
