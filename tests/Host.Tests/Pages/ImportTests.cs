using System.Text;
using Microsoft.Playwright;
using Testing;

namespace Host.Tests.Pages;

public sealed class ImportTests(House house) : IClassFixture<House>
{
    private const string SmallNotice = """
        临江市委关于十二届省委第五轮巡视集中整改进展情况的通报
        根据省委巡视工作统一部署，2024年3月1日至5月10日，省委第二巡视组对临江市开展了常规巡视。2024年6月20日，省委第二巡视组向临江市委反馈了巡视意见。现将集中整改进展情况予以公布。
        1.关于“办事窗口不便民”的问题
        整改情况：一是新增窗口3个。二是印发《窗口服务办法》，培训工作人员40人次。
        2.关于“防汛物资储备不足”的问题
        整改情况：已补充防汛物资1200件，建立储备台账。
        """;

    [Fact]
    public async Task A_notice_is_previewed_imported_and_its_issue_assigned()
    {
        var office = await house.SignInAsync("office");
        await PreviewAsync(office, "临江通报.txt", Encoding.UTF8.GetBytes(SmallNotice));

        var preview = await office.Locator("#preview").InnerTextAsync();
        Assert.Contains("2个问题、3条措施、1个文件名", preview, StringComparison.Ordinal);
        Assert.Contains("2024年3月1日 – 2024年5月10日", preview, StringComparison.Ordinal);

        await office.Locator(".confirm button").ClickAsync();
        await Assertions.Expect(office.Locator("[role=status].note")).ToHaveTextAsync("通报已导入。");
        Assert.Equal("临江市委关于十二届省委第五轮巡视集中整改进展情况的通报", await office.Locator("h1").InnerTextAsync());

        await office.GotoAsync("/issues?status=Registered");
        await Assertions.Expect(office.Locator("#results tbody tr")).ToHaveCountAsync(2);
        await office.Locator("#results tbody th a").First.ClickAsync();
        await AssignAsync(office);
    }

    [Fact]
    public async Task The_same_notice_is_not_imported_twice()
    {
        var office = await house.SignInAsync("office");
        var seed = await File.ReadAllBytesAsync(
            SourceTree.File("seeds", "yicheng-2024-rectification-notice.txt"), TestContext.Current.CancellationToken);
        await PreviewAsync(office, "again.txt", seed);
        Assert.Contains("37个问题", await office.Locator("#preview").InnerTextAsync(), StringComparison.Ordinal);

        await office.Locator(".confirm button").ClickAsync();

        await Assertions.Expect(office.Locator("[role=alert]")).ToContainTextAsync("已经导入");
    }

    [Theory]
    [InlineData(0, "文件是空的")]
    [InlineData(50 * 1024 * 1024, "文件超过")]
    public async Task A_file_that_cannot_be_a_notice_is_refused_in_plain_words(int length, string why)
    {
        var office = await house.SignInAsync("office");

        var path = Path.Combine(Path.GetTempPath(), $"notice-{Guid.NewGuid():N}.txt");
        await File.WriteAllBytesAsync(path, Enumerable.Repeat((byte)'1', length).ToArray(), TestContext.Current.CancellationToken);
        try
        {
            await office.GotoAsync("/import");
            await office.Locator("#notice").SetInputFilesAsync(path);
            await office.Locator("main form button").First.ClickAsync();
            await Assertions.Expect(office.Locator("[role=alert]")).ToContainTextAsync(why);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_preview_without_a_file_asks_for_one()
    {
        var office = await house.SignInAsync("office");
        await office.GotoAsync("/import");

        await office.Locator("main form button").First.ClickAsync();

        await Assertions.Expect(office.Locator("[role=alert]")).ToHaveTextAsync("请先选择文件。");
    }

    private static async Task PreviewAsync(IPage page, string name, byte[] bytes)
    {
        await page.GotoAsync("/import");
        await page.Locator("#notice").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/plain", Buffer = bytes });
        await page.Locator("main form button").First.ClickAsync();
        await page.Locator("#preview").WaitForAsync();
    }

    /// <summary>First without a leader and a date, to see the refusals keep what is chosen, then whole.</summary>
    private static async Task AssignAsync(IPage page)
    {
        var form = page.Locator("#acts form");
        await form.Locator("#lead-unit").SelectOptionAsync(new SelectOptionValue { Index = 2 });
        var unit = await form.Locator("#lead-unit").InputValueAsync();
        await form.Locator("button").ClickAsync();
        await Assertions.Expect(page.Locator("#acts [role=alert]")).ToHaveTextAsync("请至少选定一名牵头领导。");
        await Assertions.Expect(form.Locator("#lead-unit")).ToHaveValueAsync(unit);

        await form.Locator("[name='Assignment.LeadLeaderIds']").First.CheckAsync();
        await form.Locator("input[type=date]").First.FillAsync("2031-05-20");
        await form.Locator("button").ClickAsync();
        await Assertions.Expect(page.Locator("#acts [role=alert]")).ToHaveTextAsync("第2条措施没有明确整改时限。");
        await Assertions.Expect(form.Locator("[name='Assignment.LeadLeaderIds']").First).ToBeCheckedAsync();
        await Assertions.Expect(form.Locator("input[type=date]").First).ToHaveValueAsync("2031-05-20");

        await form.Locator("select[name='Assignment.Terms[1].Kind']").SelectOptionAsync("LongTerm");
        await form.Locator("button").ClickAsync();
        await Assertions.Expect(page.Locator("[role=status].note")).ToContainTextAsync("已交办");
        await Assertions.Expect(page.Locator(".steps .now strong")).ToContainTextAsync("整改");
        Assert.Contains("2031年5月20日前", await page.TextAsync(), StringComparison.Ordinal);
    }
}
