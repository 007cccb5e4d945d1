using System.Globalization;
using System.Text;
using Ledger.Calendar;
using Ledger.Refusals;

namespace Ledger.Tests.Calendar;

public sealed class CalendarFileTests
{
    [Fact]
    public void Both_public_forms_give_the_same_table()
    {
        var shipped = Holidays.Tables.Single(t => t.Year == 2024);
        var days = string.Join(",\n", shipped.Days.Select(d =>
            $$"""{"name": "{{d.Name}}", "date": "{{d.Date:yyyy-MM-dd}}", "isOffDay": {{(d.IsOff ? "true" : "false")}}}"""));

        var read = CalendarFile.Read(Encoding.UTF8.GetBytes($$"""{"$schema": "x", "year": 2024, "papers": [], "days": [{{days}}]}"""));

        Assert.Equal(shipped.Days, Assert.Single(read.Value!).Days);
        Assert.Contains(shipped.Days, d => d is { IsOff: false, Name: "春节", Date: { Month: 2, Day: 4 } });
    }

    [Fact]
    public void A_notice_may_reach_into_the_year_before() =>
        Assert.Equal(2023, Assert.Single(Read(HolidayCn(2023, ("2022-12-31", true), Festival(2023, 7)))).Year);

    [Theory]
    [InlineData("nonsense", "第1行：不是有效的 JSON")]
    [InlineData("{\n\"holidays\": {\n\"2026-01-01\": \"a\",,\n}}", "第3行：不是有效的 JSON")]
    [InlineData("[]", "没有找到放假安排")]
    [InlineData("{}", "没有找到放假安排")]
    [InlineData("{\"holidays\": {\n\"2026-13-01\": \"a\"}}", "第2行：日期“2026-13-01”无法识别")]
    [InlineData("{\"holidays\": {\n\n\"2026-01-01\": \" \"}}", "第3行：这一天没有写明节日名称")]
    [InlineData("{\"workdays\": {\"2026-01-05\": \"a\"}}", "第1行：2026-01-05本来就是周一至周五")]
    [InlineData("{\"year\": 2026, \"days\": [\n{\"name\": \"a\", \"date\": \"2026-01-01\"}]}", "第2行：没有写明这一天是放假还是上班")]
    [InlineData("{\"year\": 2026, \"days\": [\n{\"name\": \"a\", \"date\": \"2024-01-01\", \"isOffDay\": true}]}", "第2行：2024-01-01不属于2026年")]
    [InlineData("{\"holidays\": {\"1999-01-01\": \"a\"}}", "年份1999超出范围")]
    [InlineData("{\"holidays\": {\"2026-01-01\": \"a\",\n\"2026-01-01\": \"b\"}}", "第2行：2026-01-01在第1行已经出现过")]
    [InlineData("{\"holidays\": {\"2026-01-01\": \"a\"}}", "2026年只有1个放假日")]
    public void What_cannot_be_right_is_refused_with_line_and_reason(string text, string said)
    {
        var read = CalendarFile.Read(Encoding.UTF8.GetBytes(text));

        Assert.True(read.IsRefused);
        Assert.Contains(said, read.Refusal.In(CultureInfo.GetCultureInfo("zh-CN")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_file_is_refused_before_it_is_read() =>
        Assert.Equal(CalendarRefusals.TooLarge, CalendarFile.Read(new byte[CalendarFile.LargestInBytes + 1]).Refusal);

    private static CalendarTable[] Read(string text) => CalendarFile.Read(Encoding.UTF8.GetBytes(text)).Value!;

    private static (string, bool)[] Festival(int year, int days) => [.. Enumerable.Range(1, days).Select(d => ($"{year}-10-0{d}", true))];

    private static string HolidayCn(int year, (string Date, bool IsOff) first, (string Date, bool IsOff)[] rest) =>
        $$"""{"year": {{year}}, "days": [{{string.Join(",\n", rest.Prepend(first).Select(d => $$"""{"name": "节", "date": "{{d.Date}}", "isOffDay": {{(d.IsOff ? "true" : "false")}}}"""))}}]}""";
}
