using System.Collections.Concurrent;
using Ledger.Notices;

namespace Host.Pages.Import;

/// <summary>A notice that was read and waits to be confirmed.</summary>
/// <param name="Id">Names this very preview: a confirmation of an older one finds nothing.</param>
/// <param name="Fingerprint">SHA-256 of the file.</param>
public sealed record PendingNotice(Guid Id, string FileName, string Fingerprint, NoticeReading Reading, DateTimeOffset ReadAt);

/// <summary>
/// Notices between preview and confirmation, one per person, for half an hour: what is imported is what was shown, and the
/// file need not be sent twice. Held in memory; after a restart the file is simply chosen again.
/// </summary>
public sealed class PendingNotices(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, PendingNotice> _byPerson = new(StringComparer.Ordinal);

    /// <summary>Keeps what <paramref name="personId"/> has just been shown, in place of what he was shown before.</summary>
    public PendingNotice Keep(string personId, string fileName, string fingerprint, NoticeReading reading)
    {
        foreach (var (person, old) in _byPerson)
        {
            if (IsOver(old))
            {
                _byPerson.TryRemove(KeyValuePair.Create(person, old));
            }
        }

        var pending = new PendingNotice(Guid.NewGuid(), fileName, fingerprint, reading, clock.GetUtcNow());
        _byPerson[personId] = pending;
        return pending;
    }

    /// <summary>The preview <paramref name="id"/> of this person, if it is still kept.</summary>
    public PendingNotice? Find(string personId, Guid id) =>
        _byPerson.TryGetValue(personId, out var pending) && pending.Id == id && !IsOver(pending) ? pending : null;

    /// <summary>Forgets it once it is imported.</summary>
    public void Forget(string personId, PendingNotice pending) => _byPerson.TryRemove(KeyValuePair.Create(personId, pending));

    private bool IsOver(PendingNotice pending) => clock.GetUtcNow() - pending.ReadAt > Kept;
}
