using System.Buffers.Text;
using System.Security.Cryptography;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Working;

/// <summary>A person's calendar feed: who knows its secret address may read his dates. Only the secret's hash is kept.</summary>
public sealed class CalendarFeed
{
    public required Guid PersonId { get; init; }

    /// <summary>SHA-256 of the secret.</summary>
    public required byte[] SecretHash { get; init; }

    public required DateTimeOffset RenewedAt { get; init; }
}

/// <summary>Gives out, renews and revokes feed addresses.</summary>
public static class CalendarFeeds
{
    private const int SecretBytes = 24;

    /// <summary>A new secret for <paramref name="personId"/>; the old address is dead from now on. It is shown this once.</summary>
    public static async Task<string> RenewAsync(LedgerDb db, Guid personId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var hash = Hash(secret);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into ledger.calendar_feed (person_id, secret_hash, renewed_at) values ({personId}, {hash}, {now})
            on conflict (person_id) do update set secret_hash = excluded.secret_hash, renewed_at = excluded.renewed_at
            """,
            cancellationToken);
        return secret;
    }

    /// <summary>Kills the address.</summary>
    public static Task<int> RevokeAsync(LedgerDb db, Guid personId, CancellationToken cancellationToken) =>
        db.CalendarFeeds.Where(f => f.PersonId == personId).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Whose feed <paramref name="secret"/> opens; null when none.</summary>
    public static Task<Guid?> FindAsync(LedgerDb db, string secret, CancellationToken cancellationToken)
    {
        var hash = Hash(secret);
        return db.CalendarFeeds.Where(f => f.SecretHash == hash).Select(f => (Guid?)f.PersonId).SingleOrDefaultAsync(cancellationToken);
    }

    private static byte[] Hash(string secret) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret));
}
