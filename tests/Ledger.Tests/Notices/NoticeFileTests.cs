using System.Globalization;
using System.Text;
using Ledger.Notices;

namespace Ledger.Tests.Notices;

public sealed class NoticeFileTests
{
    private const string Short = "示范市巡视整改情况通报\n1.关于“甲”的问题\n整改情况：一是整改。二是提高。";

    [Fact]
    public void Utf8_utf16_and_gb18030_give_the_same_notice()
    {
        var gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        Encoding[] encodings = [new UTF8Encoding(false), new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true), gb18030];
        var readings = encodings.Select(encoding => NoticeFile.Read([.. encoding.GetPreamble(), .. encoding.GetBytes(Short)])).ToList();
        Assert.Equal(["UTF-8", "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"], readings.Select(reading => reading.EncodingName));
        Assert.All(readings, reading => Assert.Equal(Short, reading.Text));
        Assert.All(readings, reading => Assert.Equal(2, Assert.Single(reading.Notice!.Issues).Measures.Count));
    }

    [Fact]
    public void The_seed_in_gb18030_reads_as_the_seed()
    {
        var text = Encoding.UTF8.GetString(Seeds.Notice());
        var reading = NoticeFile.Read(CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(text));
        Assert.Equal(("GB18030", text, 37), (reading.EncodingName, reading.Text, reading.Notice!.Issues.Count));
    }

    [Fact]
    public void What_is_no_notice_is_refused_by_name()
    {
        Assert.Equal(NoticeRefusalReason.Empty, Refusal([]));
        Assert.Equal(NoticeRefusalReason.Empty, Refusal("\uFEFF \r\n\u3000\n"u8));
        Assert.Equal(NoticeRefusalReason.Binary, Refusal([0x50, 0x4B, 0x03, 0x04, 0x14, 0x00]));
        Assert.Equal(NoticeRefusalReason.Binary, Refusal("%PDF-1.7\n"u8));
        Assert.Equal(NoticeRefusalReason.Undecodable, Refusal([0xFF, 0xFD, 0x80, 0x0A]));
        Assert.Equal(NoticeRefusalReason.Undecodable, Refusal([0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00]));
        Assert.Equal(NoticeRefusalReason.NotANotice, Refusal("关于食堂整改的说明：今天吃面。"u8));
        Assert.Equal(NoticeRefusalReason.NotANotice, Refusal("常见问答\n1.关于报名的问题\n请在线报名。"u8));
    }

    [Fact]
    public async Task Fifty_megabytes_are_refused_with_the_limit_and_only_the_limit_is_read()
    {
        using var endless = new MemoryStream(new byte[50 * 1024 * 1024]);
        var reading = await NoticeFile.ReadAsync(endless, TestContext.Current.CancellationToken);
        Assert.Equal(NoticeRefusalReason.TooLarge, reading.Refusal!.Reason);
        Assert.Equal(NoticeFile.LongestInBytes + 1, endless.Position);
        Assert.Contains("2 MB", reading.Refusal.In(CultureInfo.GetCultureInfo("zh-CN")), StringComparison.Ordinal);
        Assert.Contains("2 MB", reading.Refusal.In(CultureInfo.GetCultureInfo("en")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_reads_as_its_bytes_do()
    {
        using var stream = new MemoryStream(Seeds.Notice());
        var reading = await NoticeFile.ReadAsync(stream, TestContext.Current.CancellationToken);
        Assert.Equal(37, reading.Notice!.Issues.Count);
    }

    [Fact]
    public void Every_refusal_has_its_sentence_in_both_languages()
    {
        foreach (var reason in Enum.GetValues<NoticeRefusalReason>())
        {
            var refusal = new NoticeRefusal(reason, [2]);
            Assert.NotEqual(refusal.In(CultureInfo.GetCultureInfo("zh-CN")), refusal.In(CultureInfo.GetCultureInfo("en")));
            Assert.NotEqual(refusal.Code, refusal.In(CultureInfo.GetCultureInfo("zh-CN")));
        }
    }

    private static NoticeRefusalReason? Refusal(ReadOnlySpan<byte> bytes) => NoticeFile.Read(bytes).Refusal?.Reason;
}
