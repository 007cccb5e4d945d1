using Ledger.Files;
using Ledger.History;
using Ledger.Rounds;
using Ledger.SigningOff;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Testing;

namespace Ledger.Tests.Files;

public sealed class FileStoreTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_content_is_stored_once_under_every_name_and_comes_back_as_it_was_for_those_who_may_see_it()
    {
        await using var database = await Scenario.DatabaseAsync(Token);
        var scenario = new Scenario();
        var issue = scenario.Assigned();
        await scenario.StoreAsync(database.DataSource, Token, issue);
        var bytes = Pdf(2_500_000);

        var first = await StoreAsync(database, scenario, issue.Id, "报告.pdf", bytes);
        var second = await StoreAsync(database, scenario, issue.Id, "报告（副本）.pdf", bytes);

        await using var db = LedgerDb.On(database.DataSource);
        var laid = new Evidence { Id = Guid.NewGuid(), IssueId = issue.Id, MeasureId = issue.Measures[0].Id, FileId = first!.Id };
        db.Add(laid);
        await db.SaveChangesAsync(Token);
        Assert.Equal((2, 1), (await db.Files.CountAsync(Token), await db.FileContents.CountAsync(Token)));
        Assert.Equal(first.Sha256, second!.Sha256);
        await using var read = new MemoryStream();
        await FileStore.CopyToAsync(database.DataSource, first.Sha256, read, Token);
        Assert.Equal(bytes, read.ToArray());
        Assert.NotNull(await FileStore.FindAsync(db, scenario.LiaisonActor, first.Id, Token));
        Assert.Null(await FileStore.FindAsync(db, new Actor("x", "外单位", Role.Liaison, Guid.NewGuid()), first.Id, Token));

        // What lies with nothing, or was taken back, is there for nobody.
        Assert.Null(await FileStore.FindAsync(db, Scenario.Office, second.Id, Token));
        db.Remove(laid);
        await db.SaveChangesAsync(Token);
        Assert.Null(await FileStore.FindAsync(db, Scenario.Office, first.Id, Token));
    }

    [Fact]
    public async Task A_round_s_quota_ends_what_it_may_hold_but_not_what_is_there_already()
    {
        await using var database = await Scenario.DatabaseAsync(Token);
        var scenario = new Scenario();
        scenario.Round.Settings = new RoundSettings { SignOff = new SignOffSettings { QuotaMegabytes = 1 } };
        var issue = scenario.Assigned();
        await scenario.StoreAsync(database.DataSource, Token, issue);

        Assert.NotNull(await StoreAsync(database, scenario, issue.Id, "一.pdf", Pdf(800_000)));
        Assert.Null(await StoreAsync(database, scenario, issue.Id, "二.pdf", Pdf(800_001)));
        Assert.NotNull(await StoreAsync(database, scenario, issue.Id, "又一.pdf", Pdf(800_000)));
    }

    [Fact]
    public async Task A_content_that_is_not_whole_cannot_be_stored_even_by_hand()
    {
        await using var database = await Scenario.DatabaseAsync(Token);

        var refused = await Assert.ThrowsAsync<PostgresException>(async () =>
        {
            await using var command = database.DataSource.CreateCommand(
                "insert into ledger.file_content values (repeat('a', 64), 10, 'Pdf', now())");
            await command.ExecuteNonQueryAsync(Token);
        });

        Assert.Equal("file_content_whole", refused.ConstraintName);
    }

    private static byte[] Pdf(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        "%PDF-1.7\n"u8.CopyTo(bytes);
        return bytes;
    }

    private static async Task<StoredFile?> StoreAsync(TestDatabase database, Scenario scenario, Guid issue, string name, byte[] bytes)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await using var db = LedgerDb.On(transaction);
        await using var stream = new MemoryStream(bytes);
        var outcome = await FileStore.StoreAsync(db, stream, name, new FilePlace(scenario.Round.Id, issue, Scenario.Office), Scenario.Now, Token);
        if (!outcome.IsRefused)
        {
            await transaction.CommitAsync(Token);
        }

        return outcome.Value;
    }
}
