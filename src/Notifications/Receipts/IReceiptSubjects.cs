using Npgsql;

namespace Notifications.Receipts;

/// <summary>
/// Knows what receipts of one kind are about. Implemented by whoever owns the subjects, registered scoped, one per kind.
/// </summary>
public interface IReceiptSubjects
{
    /// <summary>What stands before the slash of its subjects, e.g. <c>letter</c>.</summary>
    string Kind { get; }

    /// <summary>
    /// What the subject of <paramref name="receipt"/> is called and whether it still stands for this reader; null when there is
    /// none. Holds it until the transaction ends: the receipt's own row is held after it, as when somebody signs in the house.
    /// </summary>
    /// <param name="transaction">Read through it: on signing, the answer and the signature are one transaction.</param>
    /// <param name="culture">Language of the reader, <c>zh-CN</c> or <c>en</c>.</param>
    Task<ReceiptSubject?> FindAsync(NpgsqlTransaction transaction, Receipt receipt, string culture, CancellationToken cancellationToken);

    /// <summary>Hears of a signature within its transaction, once per receipt: what follows from it is written here.</summary>
    Task SignedAsync(NpgsqlTransaction transaction, Receipt receipt, CancellationToken cancellationToken);

    /// <summary>Hears that the signature is committed: whoever watches can be told.</summary>
    Task CommittedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>What one signs for.</summary>
/// <param name="Title">As the reader knows it, e.g. 整改办函〔2026〕3号.</param>
/// <param name="Void">Why signing has no sense any more, in the reader's language, e.g. because the issue was reassigned; null while it stands.</param>
public sealed record ReceiptSubject(string Title, string? Void = null);
