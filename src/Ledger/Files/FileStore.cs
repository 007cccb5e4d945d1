using Ledger.History;
using Ledger.Refusals;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using static Ledger.Refusals.Refusals;

namespace Ledger.Files;

/// <summary>Whose file it is: the round whose quota it counts against, the issue it belongs to, and who hands it in.</summary>
public sealed record FilePlace(Guid RoundId, Guid? IssueId, Actor By);

/// <summary>Keeps files in the database, beside the rows that name them: one backup, one transaction.</summary>
public static class FileStore
{
    private const int ChunkSize = 1024 * 1024;

    /// <summary>Inspects and stores <paramref name="file"/> (seekable) in the context's transaction; the same content again costs a row, not its bytes.</summary>
    public static async Task<Outcome<StoredFile>> StoreAsync(
        LedgerDb db, Stream file, string name, FilePlace place, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var inspection = await FileInspection.InspectAsync(file, name, cancellationToken);
        if (inspection.IsRefused)
        {
            return inspection.Refusal;
        }

        var found = inspection.Value;
        if (await RefuseBeyondQuotaAsync(db, place.RoundId, found, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        await StoreContentAsync(db, file, found, now, cancellationToken);
        var stored = new StoredFile
        {
            Id = Guid.CreateVersion7(now),
            RoundId = place.RoundId,
            IssueId = place.IssueId,
            Sha256 = found.Sha256,
            Name = found.Name,
            UploadedBy = place.By.Id,
            UploadedByName = place.By.Name,
            UploadedAt = now,
        };
        db.Files.Add(stored);
        await db.SaveChangesAsync(cancellationToken);
        return stored;
    }

    /// <summary>The file, if <paramref name="viewer"/> may read it; null looks the same for both reasons.</summary>
    public static Task<StoredFile?> FindAsync(LedgerDb db, Actor viewer, Guid id, CancellationToken cancellationToken) =>
        db.Files.AsNoTracking().Include(f => f.Content).VisibleTo(db, viewer).SingleOrDefaultAsync(f => f.Id == id, cancellationToken);

    /// <summary>Writes the bytes of <paramref name="sha256"/> to <paramref name="target"/>, a chunk at a time.</summary>
    public static async Task CopyToAsync(NpgsqlDataSource source, string sha256, Stream target, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select bytes from ledger.file_chunk where sha256 = $1 order by ordinal");
        command.Parameters.Add(new NpgsqlParameter { Value = sha256 });
        await using var reader = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            await using var chunk = await reader.GetStreamAsync(0, cancellationToken);
            await chunk.CopyToAsync(target, cancellationToken);
        }
    }

    private static async Task<Refusal?> RefuseBeyondQuotaAsync(LedgerDb db, Guid roundId, InspectedFile file, CancellationToken cancellationToken)
    {
        // One at a time per round: two large files at once must not both find the last free room.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('files/' || {roundId}::text, 0))", cancellationToken);
        var quota = await db.Rounds.Where(r => r.Id == roundId).Select(r => r.Settings).SingleAsync(cancellationToken);
        var contents = db.Files.Where(f => f.RoundId == roundId).Select(f => f.Sha256).Distinct();
        if (await contents.ContainsAsync(file.Sha256, cancellationToken))
        {
            return null;
        }

        var used = await db.FileContents.Where(c => contents.Contains(c.Sha256)).SumAsync(c => c.Size, cancellationToken);
        return used + file.Size > quota.SignOff.QuotaMegabytes * 1024L * 1024L ? FileQuotaUsedUp(quota.SignOff.QuotaMegabytes) : null;
    }

    private static async Task StoreContentAsync(LedgerDb db, Stream file, InspectedFile found, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isNew = await db.Database.ExecuteSqlAsync(
            $"""
            insert into ledger.file_content (sha256, size, kind, stored_at)
            values ({found.Sha256}, {found.Size}, {found.Kind.ToString()}, {now}) on conflict (sha256) do nothing
            """,
            cancellationToken) == 1;
        if (!isNew)
        {
            return;
        }

        file.Position = 0;
        var buffer = new byte[(int)Math.Min(found.Size, ChunkSize)];
        for (var ordinal = 1; await file.ReadAtLeastAsync(buffer, buffer.Length, false, cancellationToken) is > 0 and var read; ordinal++)
        {
            var bytes = read == buffer.Length ? buffer : buffer[..read];
            await db.Database.ExecuteSqlAsync(
                $"insert into ledger.file_chunk (sha256, ordinal, bytes) values ({found.Sha256}, {ordinal}, {bytes})", cancellationToken);
        }
    }
}
