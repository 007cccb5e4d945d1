using Notifications.Proof;
using Notifications.Queueing;
using Notifications.Sending;

namespace Notifications.Tests.Proof;

public sealed class MailLogTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"maildrop-{Guid.NewGuid():N}");
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_are_narrowed_by_issue_state_and_recipient_and_come_in_pages()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock());
        await host.EnqueueAsync([.. Enumerable.Range(1, 25).Select(issue => MailHost.Overdue(issue, new MailPerson($"u{issue}@unit.example", $"联络员{issue}")))]);
        Assert.Equal((25L, 5), await SizeAsync(host, new MailFilter(), 3, 10));
        Assert.Equal((1L, 1), await SizeAsync(host, new MailFilter("issue/7")));
        Assert.Equal((1L, 1), await SizeAsync(host, new MailFilter(Recipient: "U25@UNIT")));
        Assert.Equal((1L, 1), await SizeAsync(host, new MailFilter(Recipient: "联络员25")));
        Assert.Equal((0L, 0), await SizeAsync(host, new MailFilter(State: MailState.Buried)));
        Assert.Equal((25L, 10), await SizeAsync(host, new MailFilter(State: MailState.Waiting, Kind: "Overdue")));
        Assert.Equal(25, (await host.Log.CountAsync(_stop))[MailState.Waiting]);
        Assert.Null(await host.Log.FindAsync(Guid.NewGuid(), _stop));
    }

    [Theory]
    [InlineData("1 hour", 1L)]
    [InlineData("-1 second", 0L)]
    public async Task A_mail_is_held_for_as_long_as_its_lease_lasts_and_waits_again_after_it(string lease, long held)
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock());
        await host.EnqueueAsync(MailHost.Overdue(1), MailHost.Overdue(2), MailHost.Overdue(3));
        await using (var take = database.DataSource.CreateCommand("update notifications.mail set owner = 'worker', lease_until = now() + $1::interval where relates_to = 'issue/2'"))
        {
            take.Parameters.Add(new() { Value = lease });
            Assert.Equal(1, await take.ExecuteNonQueryAsync(_stop));
        }
        Assert.Equal((held, (int)held), await SizeAsync(host, new MailFilter(State: MailState.Held)));
        Assert.Equal((3 - held, (int)(3 - held)), await SizeAsync(host, new MailFilter(State: MailState.Waiting)));
        Assert.Equal(held, (await host.Log.CountAsync(_stop)).GetValueOrDefault(MailState.Held));
    }

    [Fact]
    public async Task The_proof_says_who_was_told_what_when_why_and_whether_it_arrived()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock(), ("Maildrop:Folder", _folder));
        await host.EnqueueAsync(MailHost.Overdue(12) with { Cc = [new MailPerson("not an address", "周明")] });
        await host.StartAsync();
        var mail = await host.MailAsync(12, row => row.State == MailState.Sent);
        var proof = await host.Log.ProofAsync(new MailFilter("issue/12"), _stop).ToListAsync(_stop);
        Assert.Equal(2, proof.Count);
        Assert.Equal(("王建国", "To", "ladder/overdue/1", RecipientResult.Accepted, (DateTimeOffset?)MailHost.Start, mail.MessageId),
            (proof[0].Name, proof[0].Role, proof[0].Rule, proof[0].Result, proof[0].At, proof[0].MessageId));
        Assert.StartsWith("【逾期提醒】第12号问题", proof[0].Subject, StringComparison.Ordinal);
        Assert.Equal(("周明", "Cc", RecipientResult.Refused), (proof[1].Name, proof[1].Role, proof[1].Result));
    }

    [Fact]
    public async Task What_was_sent_stays_as_it_was_when_the_wording_changes_afterwards()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock(), ("Maildrop:Folder", _folder));
        await host.EnqueueAsync(MailHost.Overdue(1));
        await host.StartAsync();
        var sent = await host.MailAsync(1, row => row.State == MailState.Sent);
        await host.Get<Notifications.Templates.TemplateOverrides>().SaveAsync(
            "", "Overdue", "zh-CN", Notifications.Templates.TemplatePart.Subject, "新的说法", "office", _stop);
        var details = await host.Log.FindAsync(sent.Id, _stop);
        Assert.True(details!.AsSent);
        Assert.StartsWith("【逾期提醒】", details.Words.Subject, StringComparison.Ordinal);
        Assert.Contains("王建国同志", details.Words.Text, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private async Task<(long Total, int Shown)> SizeAsync(MailHost host, MailFilter filter, int page = 1, int size = 10)
    {
        var found = await host.Log.ListAsync(filter, page, size, _stop);
        return (found.Total, found.Items.Count);
    }
}
