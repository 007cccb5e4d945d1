using Npgsql;

namespace ElsaRuntime.Retention;

/// <summary>Removes finished instances with their journal when they are old enough.</summary>
public sealed class InstanceRetention(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Removes instances that finished longer ago than the age, a batch per transaction. Returns how many.</summary>
    /// <param name="kept">Definitions whose instances are never removed.</param>
    public async Task<int> PurgeAsync(TimeSpan age, int batch, IReadOnlyCollection<string> kept, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        var (removed, total) = (0, 0);
        do
        {
            await using var command = database.CreateCommand(
                """
                with old as (
                    select id from elsa.workflow_instance where finished_at < $1 and definition_id <> all($3) limit $2 for update skip locked),
                journal as (delete from elsa.journal where instance_id in (select id from old))
                delete from elsa.workflow_instance where id in (select id from old)
                """);
            command.Parameters.AddRange(new NpgsqlParameter[] { new() { Value = time.GetUtcNow() - age }, new() { Value = batch }, new() { Value = kept.ToArray() } });
            removed = await command.ExecuteNonQueryAsync(cancellationToken);
            total += removed;
        }
        while (removed == batch);

        return total;
    }
}
