using System.Globalization;
using System.Text;
using Hangfire;
using Host.Accounts.Demo;
using Host.Composition;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;
using Notifications.Proof;
using Notifications.Sending;
using Notifications.Transport;
using Npgsql;

namespace Host.Startup;

/// <summary>The last words of a start: what is there, where to open it, how to sign in; a Chinese and an English line each.</summary>
internal sealed class Summary(
    LedgerDb ledger,
    NpgsqlDataSource source,
    MailLog mails,
    TransportFactory transports,
    HouseFolders folders,
    DemoAccountsShown demo,
    SetUpInvitation invitation,
    JobStorage storage,
    TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Composes it; waits a little for the first checks and mails, so that their number is worth telling.</summary>
    /// <param name="url">Where people open the pages, without a trailing slash.</param>
    public async Task<string> TellAsync(string url, CancellationToken cancellationToken)
    {
        var (owed, sent) = await MailsAsync(cancellationToken);
        var issues = await ledger.Issues.CountAsync(cancellationToken);
        var measures = await ledger.Measures.CountAsync(cancellationToken);
        var instances = await InstancesAsync(cancellationToken);
        var text = new StringBuilder().AppendLine();
        Line(text, $"巡视整改督办系统已启动，请打开 {url}");
        Line(text, $"  台账：{issues} 个问题、{measures} 条措施、{instances} 个工作流实例；{(transports.IsMaildrop ? $"邮件箱 {folders.Maildrop} 中有 {sent} 封邮件" : $"已发出 {sent} 封邮件")}，另有 {owed} 封待发。");
        Line(text, $"  登录：{SignIn(url, "请用已有账号登录。", "演示账号", "请用此一次性链接设立整改办账号（一天内有效）：")}");
        Line(text, $"  停止：按 Ctrl+C。");
        Line(text, $"Rectification supervision is running, open {url}");
        Line(text, $"  Ledger: {issues} issues, {measures} measures, {instances} workflow instances; {(transports.IsMaildrop ? $"{sent} mails in the maildrop {folders.Maildrop}" : $"{sent} mails sent")}, {owed} more owed.");
        Line(text, $"  Sign in: {SignIn(url, "with an account you have.", "demo accounts", "make the office account by this one-time link (good for a day):")}");
        Line(text, $"  Stop: press Ctrl+C.");
        return text.ToString();
    }

    private string SignIn(string url, string usual, string demoAccounts, string byLink)
    {
        if (invitation.Token is { } token)
        {
            return $"{byLink} {url}/Account/SetUp?token={token}";
        }

        return demo.Accounts.Count == 0
            ? usual
            : $"{demoAccounts} {string.Join("; ", demo.Accounts.Select(a => $"{a.UserName} / {a.Password}"))}";
    }

    private async Task<long> InstancesAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select count(*) from elsa.workflow_instance");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The figures once the checks of this start have run and the outbox moves no more, or patience ends.</summary>
    private async Task<(long Owed, long Sent)> MailsAsync(CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(500), clock);
        (long Owed, long Sent) before = (-1, -1);
        while (true)
        {
            var counts = await mails.CountAsync(cancellationToken);
            var now = (counts.GetValueOrDefault(MailState.Waiting) + counts.GetValueOrDefault(MailState.Held), counts.GetValueOrDefault(MailState.Sent));
            var jobs = storage.GetMonitoringApi().GetStatistics();
            var settled = jobs.Enqueued == 0 && jobs.Processing == 0 && now == before;
            if (settled || clock.GetElapsedTime(began) > Patience || !await often.WaitForNextTickAsync(cancellationToken))
            {
                return now;
            }

            before = now;
        }
    }

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
