using Ledger.Letters;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;
using Notifications.Receipts;
using Npgsql;
using Workflows.Acts;

namespace Workflows.Mails;

/// <summary>
/// Receipts for letters: the first of the unit's people who clicks signs for the unit. The link of a letter that was withdrawn
/// says so; so does one that another colleague has used already.
/// </summary>
public sealed class LetterReceipts : IReceiptSubjects
{
    /// <inheritdoc />
    public string Kind => "letter";

    /// <inheritdoc />
    public async Task<ReceiptSubject?> FindAsync(NpgsqlTransaction transaction, Receipt receipt, string culture, CancellationToken cancellationToken)
    {
        await using var db = LedgerDb.On(transaction);
        if (await LetterAsync(db, receipt.Subject, cancellationToken) is not { Number: not null } letter)
        {
            return null;
        }

        var english = culture == "en";
        return new ReceiptSubject($"{letter.PrintedNumber} {letter.Title}", letter.State switch
        {
            LetterState.Sent => null,
            LetterState.Void => english ? $"The letter is void: {letter.VoidReason}" : $"该函已作废：{letter.VoidReason}",
            _ => english ? $"{letter.SignedByName} has signed for it already" : $"该函已由{letter.SignedByName}签收",
        });
    }

    /// <inheritdoc />
    public async Task SignedAsync(NpgsqlTransaction transaction, Receipt receipt, CancellationToken cancellationToken)
    {
        await using var db = LedgerDb.On(transaction);
        if (await LetterAsync(db, receipt.Subject, cancellationToken) is not { State: LetterState.Sent } letter)
        {
            return;
        }

        var signed = new Ledger.History.LetterSigned(letter.PrintedNumber!, receipt.Name);
        MoveLetter.Apply(letter, signed, receipt.SignedAt!.Value);
        LetterActs.Note(db, letter, signed, $"receipt:{receipt.Address}", receipt.Name, receipt.SignedAt.Value);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task<Letter?> LetterAsync(LedgerDb db, string subject, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(subject["letter/".Length..], out var id))
        {
            return null;
        }

        await db.Database.ExecuteSqlAsync($"select 1 from ledger.letter where id = {id} for update", cancellationToken);
        return await db.Letters.SingleOrDefaultAsync(l => l.Id == id, cancellationToken);
    }
}
