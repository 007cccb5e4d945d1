using Notifications.Proof;
using Notifications.Queueing;
using Notifications.Sending;
using Npgsql;

namespace Notifications.Tests.Queueing;

public sealed class OutboxTests
{
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_key_twice_is_one_mail()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock());
        Assert.Equal(2, await host.EnqueueAsync(MailHost.Overdue(1), MailHost.Overdue(2), MailHost.Overdue(1)));
        Assert.Equal(1, await host.EnqueueAsync(MailHost.Overdue(2), MailHost.Overdue(3)));
        var page = await host.Log.ListAsync(new MailFilter(), 1, 10, _stop);
        Assert.Equal(3, page.Total);
        Assert.All(page.Items, mail => Assert.Single(mail.People));
    }

    [Fact]
    public async Task An_act_that_is_rolled_back_owes_nobody_a_mail()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock());
        await using (var connection = await database.DataSource.OpenConnectionAsync(_stop))
        await using (var transaction = await connection.BeginTransactionAsync(_stop))
        {
            Assert.Equal(1, await host.Get<Outbox>().EnqueueAsync(transaction, [MailHost.Overdue(1)], _stop));
            await transaction.RollbackAsync(_stop);
        }
        Assert.Equal(0, (await host.Log.ListAsync(new MailFilter(), 1, 10, _stop)).Total);
    }

    [Fact]
    public async Task Two_callers_with_the_same_keys_in_opposite_order_do_not_lock_each_other_out()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock());
        var mails = Enumerable.Range(1, 300).Select(issue => MailHost.Overdue(issue)).ToArray();
        var added = await Task.WhenAll(host.EnqueueAsync(mails), host.EnqueueAsync([.. mails.Reverse()]));
        Assert.Equal(300, added.Sum());
    }

    [Fact]
    public async Task A_file_many_mails_carry_is_stored_once()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock());
        var letter = new MailAttachment("提醒函〔2026〕3号.pdf", "application/pdf", new byte[] { 1, 2, 3 });
        await host.EnqueueAsync(MailHost.Overdue(1) with { Attachments = [letter] }, MailHost.Overdue(2) with { Attachments = [letter, letter] });
        await host.EnqueueAsync(MailHost.Overdue(3) with { Attachments = [letter] });
        Assert.Equal(1L, await ScalarAsync(database.DataSource, "select count(*) from notifications.mail_file"));
        Assert.Equal(4L, await ScalarAsync(database.DataSource, "select count(*) from notifications.mail_attachment"));
        var details = await host.Log.FindAsync((await host.MailAsync(1)).Id, _stop);
        Assert.Equal(("提醒函〔2026〕3号.pdf", "application/pdf", 3L), Assert.Single(details!.Papers.Select(paper => (paper.Name, paper.ContentType, paper.Size!.Value))));
    }

    [Fact]
    public async Task Somebody_named_twice_gets_it_once()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock());
        await host.EnqueueAsync(MailHost.Overdue(1, new MailPerson("wang@unit.example"), new MailPerson("WANG@unit.example"))
            with
        { Cc = [new MailPerson("wang@unit.example")] });
        Assert.Single((await host.MailAsync(1)).People);
    }

    [Fact]
    public async Task A_mail_nobody_can_word_or_receive_is_the_callers_mistake()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock());
        await Assert.ThrowsAsync<ArgumentException>(() => host.EnqueueAsync(MailHost.Overdue(1) with { Kind = "Overdew" }));
        await Assert.ThrowsAsync<ArgumentException>(() => host.EnqueueAsync(MailHost.Overdue(1) with { To = [] }));
    }

    [Theory]
    [InlineData("update notifications.mail set owner = 'nobody'")]
    [InlineData("update notifications.mail set owner = 'worker', lease_until = now(), state = 'Sent', sent_at = now()")]
    [InlineData("update notifications.mail set state = 'Sent'")]
    [InlineData("update notifications.mail set state = 'Buried', buried_at = now()")]
    [InlineData("update notifications.mail set state = 'Lost'")]
    [InlineData("update notifications.mail set sent_at = now()")]
    [InlineData("update notifications.mail set culture = 'fr'")]
    [InlineData("update notifications.mail_recipient set address = E'a@b.example\\r\\nBcc: c@d.example'")]
    [InlineData("update notifications.mail_recipient set result = 'Accepted'")]
    public async Task A_wrong_row_cannot_be_stored_even_by_hand(string sql)
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var host = new MailHost(database, MailHost.NewClock());
        await host.EnqueueAsync(MailHost.Overdue(1));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(database.DataSource, sql));
        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
        Assert.Equal(MailState.Waiting, (await host.MailAsync(1)).State);
    }

    private async Task<object?> ScalarAsync(NpgsqlDataSource source, string sql)
    {
#pragma warning disable CA2100 // texts of this file
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(_stop);
    }
}
