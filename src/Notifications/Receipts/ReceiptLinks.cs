using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Notifications.Queueing;
using Notifications.Templates;
using Npgsql;

namespace Notifications.Receipts;

/// <summary>
/// Links by which a reader signs without signing in: the receipt's id and the end of its time, signed with this house's key.
/// Nobody can make one who has not been sent one, or make one last longer.
/// </summary>
public sealed class ReceiptLinks(NpgsqlDataSource database, IOptions<SenderOptions> sender)
{
    private const int IdLength = 16;
    private const int BodyLength = IdLength + sizeof(long);
    private const int SignatureLength = 16;

    private byte[]? _key;

    /// <summary>Fetches the key, once for the life of this host; needed before <see cref="Url"/>.</summary>
    internal async ValueTask ReadyAsync(CancellationToken cancellationToken)
    {
        if (_key is not null)
            return;
        await using var command = database.CreateCommand("select value from notifications.secret where name = 'receipt-links'");
        _key = (byte[])(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The link, or null when nobody outside can open pages of this house.</summary>
    internal string? Url(Guid receipt, DateTimeOffset expiresAt, string culture) => sender.Value.PublicUrl is { } root
        ? new Uri(root, $"/receipt/{Token(receipt, expiresAt)}{(culture == Cultures.Chinese ? "" : $"?culture={culture}")}").ToString()
        : null;

    /// <summary>The receipt's token; <see cref="ReadyAsync"/> goes before it.</summary>
    internal string Token(Guid receipt, DateTimeOffset expiresAt)
    {
        Span<byte> token = stackalloc byte[BodyLength + SignatureLength];
        receipt.TryWriteBytes(token, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(token[IdLength..], expiresAt.ToUnixTimeSeconds());
        Sign(token[..BodyLength]).CopyTo(token[BodyLength..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>What a token says, if it is one of ours.</summary>
    internal async ValueTask<(Guid Receipt, DateTimeOffset ExpiresAt)?> ReadAsync(string token, CancellationToken cancellationToken)
    {
        if (!Base64Url.IsValid(token, out var length) || length != BodyLength + SignatureLength)
            return null;
        await ReadyAsync(cancellationToken);
        var bytes = Base64Url.DecodeFromChars(token);
        return CryptographicOperations.FixedTimeEquals(bytes.AsSpan(BodyLength), Sign(bytes.AsSpan(0, BodyLength)))
            ? (new Guid(bytes.AsSpan(0, IdLength), bigEndian: true),
                DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(IdLength))))
            : null;
    }

    private byte[] Sign(ReadOnlySpan<byte> body) => HMACSHA256.HashData(_key!, body)[..SignatureLength];
}
