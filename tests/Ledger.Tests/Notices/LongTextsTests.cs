using Ledger.Notices;

namespace Ledger.Tests.Notices;

/// <summary>Texts made to be slow. The bound is generous: a reading that grows with the square of the length takes hours here.</summary>
public sealed class LongTextsTests
{
    private const int Length = 300_000;

    private static readonly TimeSpan Generous = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("一是")]
    [InlineData("《")]
    [InlineData("“《")]
    [InlineData("1,111,")]
    [InlineData("关于“")]
    [InlineData("问责,对")]
    [InlineData("问责3人3次会议")]
    [InlineData("2024年1月1日至")]
    [InlineData("整改情况:一是甲\n")]
    [InlineData("一、责任\n1.关于甲的问题\n")]
    [InlineData("20至")]
    [InlineData("(1)")]
    public async Task A_long_text_takes_time_in_step_with_its_length(string unit)
    {
        var text = "示范市巡视整改情况通报\n\n" + string.Concat(Enumerable.Repeat(unit, Length / unit.Length));
        var reading = Task.Run(() => NoticeReader.Read(text), TestContext.Current.CancellationToken);
        var notice = await reading.WaitAsync(Generous, TestContext.Current.CancellationToken);
        Assert.NotEmpty(notice.Lines);
    }
}
