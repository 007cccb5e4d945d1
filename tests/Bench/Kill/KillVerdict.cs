using System.Globalization;
using Npgsql;

namespace Bench.Kill;

/// <summary>Counts what is missing or there twice after everything was worked off.</summary>
internal sealed class KillVerdict(KilledHouse house, KillClients clients)
{
    private const string LifeCycles = "select id from elsa.workflow_instance where definition_id = 'rectification-life-cycle' and state::text like '%WaitWeek%'";

    /// <summary>Assigned issues, each with how often that stands in its history and in how many mails.</summary>
    private const string Assigned = """
        select count(*) from (
            select (select count(*) from ledger.history_entry h where h.issue_id = i.id and h.what->>'kind' = 'issue-assigned') noted,
                (select count(*) from notifications.mail m where m.relates_to = 'issue/' || replace(i.id::text, '-', '') and m.rule = 'assigned') mails
            from ledger.issue i where i.number > 1 and i.assigned_at is not null) a
        """;

    /// <summary>Who holds how many connections: what a Host lets lie when its server dies would pile up here.</summary>
    private const string Connections = """
        select string_agg(format('%s %s', who, held), ', ' order by held desc) from (
            select coalesce(nullif(application_name, ''), backend_type) who, count(*) held from pg_stat_activity group by 1) a
        """;

    public async Task<List<string>> CountAsync(List<string> steps, CancellationToken stop)
    {
        var instances = await ReadAsync(house.Database, "select id from elsa.workflow_instance where definition_id = $1", stop, KillFlow.Definition);
        var unlike = await CountUnlikeAsync(instances, s => s.SequenceEqual(steps), stop);
        var cycles = await ReadAsync(house.Database, LifeCycles, stop);
        var uneven = await CountUnlikeAsync(cycles, IsEven, stop);
        return
        [
            Line($"connections: {(await ReadAsync(house.Database, Connections, stop)).Single()}"),
            Line($"{instances.Count:N0} instances; acknowledged and missing: {clients.Started.Except(instances).Count()}; with a step lost or doubled: {unlike} (of {steps.Count} each)"),
            Line($"{await NumberAsync(house.Database, "select count(*) from elsa.workflow_instance where incident_count > 0 or sub_status = 'Faulted'", stop):N0} instances with incidents; {await NumberAsync(house.Database, "select count(*) from elsa.bookmark b join elsa.workflow_instance i on i.id = b.instance_id where i.status = 'Finished'", stop):N0} waits of what has finished"),
            Line($"{cycles.Count:N0} life cycles assigned; acknowledged and missing: {clients.Assigned.Except(cycles).Count()}; with a week lost or doubled: {uneven}"),
            Line($"{await NumberAsync(house.Database, Assigned, stop):N0} issues assigned, of them not noted once: {await NumberAsync(house.Database, Assigned + " where noted <> 1", stop)}, without their two mails: {await NumberAsync(house.Database, Assigned + " where mails <> 2", stop)}"),
        ];
    }

    public static async Task<List<string>> ReadAsync(NpgsqlDataSource database, string sql, CancellationToken stop, params object[] values)
    {
        await using var command = Command(database, sql, values);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var found = new List<string>();
        while (await reader.ReadAsync(stop))
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    public static async Task<long> NumberAsync(NpgsqlDataSource database, string sql, CancellationToken stop, params object[] values)
    {
        await using var command = Command(database, sql, values);
        return (long)(await command.ExecuteScalarAsync(stop))!;
    }

    /// <summary>Each week that came went through its branch once, and the branch waits for the next.</summary>
    private static bool IsEven(List<string> steps)
    {
        int Of(string step) => steps.Count(s => s == step);
        return Of("WaitWeek Started") == Of("WaitWeek Completed") + 1
            && Of("WaitWeek Completed") == Of("Supervise Started")
            && Of("Supervise Started") == Of("Supervise Completed")
            && Of("Assign Completed") == 1;
    }

    private async Task<int> CountUnlikeAsync(List<string> instances, Predicate<List<string>> isRight, CancellationToken stop)
    {
        var unlike = 0;
        await Parallel.ForEachAsync(instances, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = stop }, async (instance, token) =>
        {
            if (!isRight(await KillFlow.StepsAsync(house, instance, token)))
            {
                Interlocked.Increment(ref unlike);
            }
        });
        return unlike;
    }

    private static NpgsqlCommand Command(NpgsqlDataSource database, string sql, object[] values)
    {
#pragma warning disable CA2100 // the texts of this folder
        var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
