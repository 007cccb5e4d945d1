using Ledger.Letters;
using Ledger.Storage;
using Npgsql;

namespace Ledger.Tests.Letters;

/// <summary>What has gone out stays as it went out, past every rule in the code.</summary>
public sealed class SentLettersAreFrozen
{
    [Theory]
    [InlineData("update ledger.letter set body = 'x'", "letter_text_is_approved")]
    [InlineData("update ledger.letter set number = 2", "letter_is_frozen")]
    [InlineData("update ledger.letter set state = 'Draft'", "letter_is_frozen")]
    [InlineData("update ledger.letter set addressee = 'x'", "letter_is_frozen")]
    [InlineData("delete from ledger.letter", "letter_is_kept")]
    [InlineData("delete from ledger.letter_counter", null)]
    [InlineData("update ledger.letter set state = 'Void', void_reason = 'r'; update ledger.letter set state = 'Sent', void_reason = null", "letter_is_closed")]
    public async Task Even_by_hand(string sql, string? constraint)
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await Scenario.DatabaseAsync(token);
        var scenario = new Scenario();
        var issue = scenario.Assigned();
        await scenario.StoreAsync(database.DataSource, token, issue);
        await using (var db = LedgerDb.On(database.DataSource))
        await using (var transaction = await db.Database.BeginTransactionAsync(token))
        {
            var letter = WriteLetter.New(
                (await db.ForLetterAsync(issue.Id, token))!, new LetterWords(LetterKind.Reminder, "标题", "正文", Scenario.Today), "整改办", null, Scenario.Office, Scenario.Now);
            (letter.ApprovedBy, letter.ApprovedByName, letter.ApprovedAt) = ("office-2", "整改办乙", Scenario.Now);
            MoveLetter.Apply(letter, await LetterNumber.NextAsync(db, "整改办函", 2026, token), Scenario.Office, Scenario.Now);
            db.Letters.Add(letter);
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
        }

        await using var command = database.DataSource.CreateCommand(sql);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(token));

        Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
        if (constraint is not null)
        {
            Assert.Equal(constraint, refused.ConstraintName);
        }
    }
}
