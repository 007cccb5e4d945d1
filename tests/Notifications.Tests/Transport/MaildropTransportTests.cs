using MimeKit;
using Notifications.Sending;
using Notifications.Transport;

namespace Notifications.Tests.Transport;

public sealed class MaildropTransportTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"maildrop-{Guid.NewGuid():N}");
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_server_mails_are_laid_down_as_files_any_client_opens()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock(), ("Maildrop:Folder", _folder));
        await host.EnqueueAsync(MailHost.Overdue(12));
        await host.StartAsync();
        var mail = await host.MailAsync(12, row => row.State == MailState.Sent);
        var message = await MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(_folder)), _stop);
        Assert.EndsWith(".eml", Directory.GetFiles(_folder)[0], StringComparison.Ordinal);
        Assert.Equal(mail.MessageId, message.MessageId);
        Assert.StartsWith("【逾期提醒】第12号问题", message.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_mail_again_is_the_same_file()
    {
        await using var transport = new MaildropTransport(new MaildropOptions { Folder = _folder });
        await transport.SendAsync(Message("第一次"), [new MailboxAddress("", "a@unit.example")], _stop);
        var again = await transport.SendAsync(Message("第二次"), [new MailboxAddress("", "a@unit.example")], _stop);
        Assert.Null(again.Failure);
        Assert.Equal("第一次", (await MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(_folder)), _stop)).Subject);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_and_no_try_of_the_mail_is_used_up()
    {
        await File.WriteAllTextAsync(_folder, "a file where the folder should be", _stop);
        await using var transport = new MaildropTransport(new MaildropOptions { Folder = _folder });
        var report = await transport.SendAsync(Message("主题"), [new MailboxAddress("", "a@unit.example")], _stop);
        Assert.Equal((FailureKind.Connection, true), (report.Failure!.Kind, report.Failure.BeforeMail));
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        File.Delete(_folder);
    }

    private static MimeMessage Message(string subject) => new() { MessageId = "0123@house.example", Subject = subject, Body = new TextPart("plain") { Text = "正文" } };
}
