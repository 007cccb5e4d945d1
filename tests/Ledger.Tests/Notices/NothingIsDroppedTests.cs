using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Ledger.Notices;

namespace Ledger.Tests.Notices;

/// <summary>What holds for every text, notice or not.</summary>
public sealed class NothingIsDroppedTests
{
    private const int LongestMarker = 40;
    private const int FewLines = 3;

    private static readonly string Seed = Encoding.UTF8.GetString(Seeds.Notice());

    private static readonly string[] Vocabulary =
    [
        "\n", "\n", "\r\n", "\r", "整改情况：", "整改措施:", "\n整改落实情况：", "一是", "二是", "三是", "十一是", "（一）", "1.", "２．", "3、", "(1)", "①", "一、", "\n二、",
        "关于", "针对", "“", "”", "的问题", "问题。", "。", "；", ",", "、", ":", "《", "》", "〈", "〉", "追责问责", "6人", "38人(次)", "其中", "对", "处分", "问责三名",
        "1.1万余株", "37.37%", "2024年2月25日", "至3月15日", "至", "巡视", "反馈", "整改", "通报", "情况的通报", "下一步", "欢迎广大干部群众", "联系电话:", "电子邮箱:",
        "主办", "未销号", "任组长", "市委书记", "副组长", "提醒函3次", "一周一督办", " ", "\u3000", "\t", "\u200B", "\uD83D", "\0", "统一是", "第3期", "99999999999999", "一百百", "甲乙丙丁",
    ];

    [Fact]
    public void No_line_of_any_text_is_dropped() =>
        Prop.ForAll(Gen.Elements(Vocabulary).ListOf().Select(string.Concat).ToArbitrary(), Holds)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(600).WithEndSize(150));

    [Fact]
    public void No_line_of_a_torn_seed_is_dropped()
    {
        var tear =
            from at in Gen.Choose(0, Seed.Length - 1)
            from length in Gen.Choose(0, 400)
            from instead in Gen.Elements(Vocabulary)
            select (at, length, instead);
        Prop.ForAll(tear.ListOf().Select(tears => tears.Aggregate(Seed, Torn)).ToArbitrary(), Holds)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithEndSize(60));
    }

    [Fact]
    public void Nor_of_the_seed_itself() => Assert.True(Holds(Seed));

    private static string Torn(string text, (int At, int Length, string Instead) tear)
    {
        var at = Math.Min(tear.At, text.Length);
        return text.Remove(at, Math.Min(tear.Length, text.Length - at)).Insert(at, tear.Instead);
    }

    private static bool Holds(string text)
    {
        var notice = NoticeReader.Read(text);
        var lines = Lines(text);
        Assert.Equal(lines.Keys.Order(), notice.Lines.Select(line => line.Line).Distinct().Order());
        Assert.Equal(notice.Issues.Count, notice.Issues.DistinctBy(issue => issue.Number).Count());
        Assert.All(notice.Issues, MeasuresAreTheText);
        if (lines.Count > FewLines)
        {
            Assert.Equal(lines.Count, notice.Lines.Count);
            Assert.All(notice.Lines, line => Assert.True(IsTold(notice, line, lines[line.Line]), $"{line}: {lines[line.Line]}"));
        }

        return true;
    }

    private static void MeasuresAreTheText(NoticeIssue issue) =>
        Assert.Equal(
            Packed(issue.Text),
            Packed(issue.LeadIn + string.Concat(issue.Measures.Select(measure => measure.Marker + measure.Text))));

    private static bool IsTold(RectificationNotice notice, PlacedLine line, string printed) => line.Place switch
    {
        LinePlace.Title => notice.Title!.Contains(printed, StringComparison.Ordinal),
        LinePlace.Unplaced => notice.Unplaced.Any(fragment => fragment.Line == line.Line && fragment.Text == printed),
        LinePlace.Issue => IsTold(notice.Issues.Single(issue => issue.Number == line.Issue), printed),
        var part => notice.Sections.Any(section => section.Part == part && section.Text.Split('\n').Contains(printed, StringComparer.Ordinal)),
    };

    // Of an issue's line only its number and its marker are not repeated.
    private static bool IsTold(NoticeIssue issue, string printed)
    {
        var told = issue.Text.Split('\n').Where(piece => piece.Length > 0 && printed.EndsWith(piece, StringComparison.Ordinal)).Select(piece => piece.Length);
        var heading = issue.Heading is { } words && printed.Contains(words, StringComparison.Ordinal) ? words.Length : 0;
        return printed.Length - told.DefaultIfEmpty(0).Max() - heading <= LongestMarker;
    }

    private static string Packed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static Dictionary<int, string> Lines(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n')
            .Select((line, at) => (Number: at + 1, Text: Trimmed(line)))
            .Where(line => line.Text.Length > 0)
            .ToDictionary(line => line.Number, line => line.Text);

    private static string Trimmed(string line)
    {
        var shown = line.Select((c, at) => (c, at)).Where(one => !char.IsWhiteSpace(one.c) && !char.IsControl(one.c) && one.c is not ('\u200B' or '\uFEFF')).ToList();
        return shown.Count == 0 ? string.Empty : line[shown[0].at..(shown[^1].at + 1)];
    }
}
