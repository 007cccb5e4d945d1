using System.Globalization;
using Hangfire;

namespace Host.Jobs;

/// <summary>
/// Beats once a minute through the whole of Hangfire: schedule, queue, worker. A server that lives but whose workers are stuck,
/// or whose schedule has stopped, does not beat.
/// </summary>
internal sealed class Heartbeat(JobStorage storage, TimeProvider clock)
{
    private const string Key = "workflows:heartbeat";

    private const string At = "at";

    /// <summary>Notes the beat.</summary>
    public Task BeatAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = storage.GetConnection();
        connection.SetRangeInHash(Key, [KeyValuePair.Create(At, clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture))]);
        return Task.CompletedTask;
    }

    /// <summary>When it last beat; null when it never has.</summary>
    public DateTimeOffset? Last()
    {
        using var connection = storage.GetConnection();
        return connection.GetAllEntriesFromHash(Key) is { } row && row.TryGetValue(At, out var text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) ? at : null;
    }
}
