using Npgsql;

namespace Notifications.Receipts;

/// <summary>
/// Knows what receipts of one kind are about. Implemented by whoever owns the subjects, registered scoped, one per kind.
/// </summary>
public interface IReceiptSubjects
{
    /// <summary>What stands before the slash of its subjects, e.g. <c>letter</c>.</summary>
    string Kind { get; }

    /// <summary>What <paramref name="subject"/> is called and whether it still stands; null when there is none.</summary>
    /// <param name="transaction">Read through it: on signing, the answer and the signature are one transaction.</param>
    /// <param name="culture">Language of the reader, <c>zh-CN</c> or <c>en</c>.</param>
    Task<ReceiptSubject?> FindAsync(NpgsqlTransaction transaction, string subject, string culture, CancellationToken cancellationToken);

    /// <summary>Hears of a signature within its transaction, once per receipt: what follows from it is written here.</summary>
    Task SignedAsync(NpgsqlTransaction transaction, Receipt receipt, CancellationToken cancellationToken);
}

/// <summary>What one signs for.</summary>
/// <param name="Title">As the reader knows it, e.g. 整改办函〔2026〕3号.</param>
/// <param name="Void">Why signing has no sense any more, in the reader's language, e.g. because the issue was reassigned; null while it stands.</param>
public sealed record ReceiptSubject(string Title, string? Void = null);
