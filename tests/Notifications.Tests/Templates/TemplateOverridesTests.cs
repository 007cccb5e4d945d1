using Notifications.Templates;

namespace Notifications.Tests.Templates;

public sealed class TemplateOverridesTests
{
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_rounds_own_wording_goes_before_that_for_all_and_that_before_the_built_in_one()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock());
        Assert.Null(await SaveAsync(host, "", "各轮次：第{{ issue.number }}号问题"));
        Assert.Null(await SaveAsync(host, "round-2", "第二轮：第{{ issue.number }}号问题"));
        await host.EnqueueAsync(MailHost.Overdue(1), MailHost.Overdue(2) with { Scope = "round-2" });
        Assert.Equal("各轮次：第1号问题", (await host.MailAsync(1)).Subject);
        Assert.Equal("第二轮：第2号问题", (await host.MailAsync(2)).Subject);
        await host.Get<TemplateOverrides>().RemoveAsync("", "Overdue", "zh-CN", TemplatePart.Subject, _stop);
        Assert.StartsWith("【逾期提醒】第1号问题", (await host.MailAsync(1)).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_wording_is_not_saved()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock());
        Assert.Equal(TemplateProblem.Syntax, (await SaveAsync(host, "", "第{{ issue.number号"))!.Key);
        await host.EnqueueAsync(MailHost.Overdue(1));
        Assert.StartsWith("【逾期提醒】", (await host.MailAsync(1)).Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("第{{ issue.number")]
    [InlineData("{% for i in (1..200000) %}x{% endfor %}")]
    public async Task A_broken_wording_that_got_in_all_the_same_does_not_stop_the_mail(string source)
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock());
        await using (var insert = database.DataSource.CreateCommand(
            "insert into notifications.template_override values ('', 'Overdue', 'zh-CN', 'subject', @source, now(), 'by hand')"))
        {
            insert.Parameters.AddWithValue("source", source);
            await insert.ExecuteNonQueryAsync(_stop);
        }
        await host.EnqueueAsync(MailHost.Overdue(1));
        Assert.StartsWith("【逾期提醒】", (await host.MailAsync(1)).Subject, StringComparison.Ordinal);
    }

    private Task<TemplateProblem?> SaveAsync(MailHost host, string scope, string source) =>
        host.Get<TemplateOverrides>().SaveAsync(scope, "Overdue", "zh-CN", TemplatePart.Subject, source, "office", _stop);
}
