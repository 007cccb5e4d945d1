using Npgsql;

namespace Notifications.Receipts;

/// <summary>Where a link from a mail ends: shows what is to be signed for, and takes the signature.</summary>
public sealed class ReceiptDesk(NpgsqlDataSource database, ReceiptLinks links, IEnumerable<IReceiptSubjects> subjects, TimeProvider clock)
{
    /// <summary>What the holder of <paramref name="token"/> may sign. Looking signs nothing: mail filters follow links too.</summary>
    public async Task<ReceiptView> LookAsync(string token, string culture, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        return await JudgeAsync(transaction, token, culture, cancellationToken);
    }

    /// <summary>Signs. A second time changes nothing and says when it was done.</summary>
    /// <param name="from">Where the signature came from, kept as proof: a network address, an account.</param>
    public async Task<ReceiptView> SignAsync(string token, string culture, string from, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var view = await JudgeAsync(transaction, token, culture, cancellationToken);
        if (view.Refusal is not null || view.Receipt is not { SignedAt: null } open)
            return view;
        var signed = open with { SignedAt = clock.GetUtcNow(), SignedBy = from };
        await ReceiptRows.SignAsync(transaction, signed, cancellationToken);
        var owner = OwnerOf(open.Subject)!;
        await owner.SignedAsync(transaction, signed, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await owner.CommittedAsync(CancellationToken.None); // done is done: a reader who hangs up does not undo it
        return view with { Receipt = signed };
    }

    /// <summary>
    /// Signs in the house, for a reader who is signed in: within the caller's transaction. The owner is not told, he is the caller.
    /// </summary>
    /// <returns>False when this reader was never asked or has signed already.</returns>
    public async Task<bool> SignInHouseAsync(
        NpgsqlTransaction transaction, string subject, string address, string by, CancellationToken cancellationToken)
    {
        if (await ReceiptRows.FindAsync(transaction, subject, address, cancellationToken) is not { SignedAt: null } open)
            return false;
        await ReceiptRows.SignAsync(transaction, open with { SignedAt = clock.GetUtcNow(), SignedBy = by }, cancellationToken);
        return true;
    }

    /// <summary>The receipts of these subjects, in the order they were asked for.</summary>
    public Task<IReadOnlyList<Receipt>> OfAsync(IReadOnlyCollection<string> wanted, CancellationToken cancellationToken) =>
        ReceiptRows.OfAsync(database, wanted, cancellationToken);

    // The subject is held first and the receipt after it, so that two clicks at once are one signature, and a click and a page
    // that signs in the house do not wait for each other in a circle.
    private async Task<ReceiptView> JudgeAsync(NpgsqlTransaction transaction, string token, string culture, CancellationToken cancellationToken)
    {
        if (await links.ReadAsync(token, cancellationToken) is not { } said
            || await ReceiptRows.FindAsync(transaction, said.Receipt, held: false, cancellationToken) is not { } seen)
            return new ReceiptView(null, null, ReceiptRefusal.Unknown);
        if (seen.SignedAt is null && said.ExpiresAt <= clock.GetUtcNow())
            return new ReceiptView(seen, null, ReceiptRefusal.Expired);
        var subject = OwnerOf(seen.Subject) is { } owner
            ? await owner.FindAsync(transaction, seen, culture, cancellationToken)
            : null;
        var receipt = (await ReceiptRows.FindAsync(transaction, said.Receipt, held: true, cancellationToken))!;
        var refusal = receipt.SignedAt is null && subject is null or { Void: not null } ? ReceiptRefusal.Void : null;
        return new ReceiptView(receipt, subject, refusal);
    }

    private IReceiptSubjects? OwnerOf(string subject) =>
        subjects.SingleOrDefault(one => subject.StartsWith(one.Kind + "/", StringComparison.Ordinal));
}

/// <summary>What a link shows.</summary>
/// <param name="Receipt">Null when the link is none of ours.</param>
/// <param name="Subject">What it is about; null when that is gone or must not be shown.</param>
/// <param name="Refusal">Why it cannot be signed (any more); null when it can, or has been.</param>
public sealed record ReceiptView(Receipt? Receipt, ReceiptSubject? Subject, ReceiptRefusal? Refusal);
