using Npgsql;

namespace Bench.Clock;

/// <summary>A ledger of any size, written by a few statements: five measures an issue, deadlines spread over two years around today.</summary>
internal static class BenchLedger
{
    private const int IssuesPerUnit = 100;

    public static async Task FillAsync(NpgsqlDataSource database, int issues, DateOnly today, CancellationToken stop)
    {
        var units = Math.Max(1, issues / IssuesPerUnit);
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await RunAsync(connection, """
            insert into ledger.inspection_round (id, title, registered_at) values (md5('round')::uuid, 'Bench', now())
            """, issues, units, today, stop);
        await RunAsync(connection, """
            insert into ledger.unit (id, name, is_office) select md5('unit' || n)::uuid, '单位' || n, false from generate_series(1, @units) n
            """, issues, units, today, stop);
        await RunAsync(connection, """
            insert into ledger.person (id, name, title, email, unit_id, culture)
            select md5(role || n)::uuid, '示范' || n, role, role || n || '@bench.example', md5('unit' || n)::uuid, 'zh-CN'
            from generate_series(1, @units) n, unnest(array['head', 'liaison']) role
            """, issues, units, today, stop);
        await RunAsync(connection, """
            insert into ledger.person (id, name, title, email, culture)
            select md5('leader' || n)::uuid, '领导' || n, '副市长', 'leader' || n || '@bench.example', 'zh-CN' from generate_series(1, 20) n
            """, issues, units, today, stop);
        await RunAsync(connection, "update ledger.unit u set head_id = md5('head' || substr(u.name, 3))::uuid", issues, units, today, stop);
        await RunAsync(connection, """
            insert into ledger.unit_liaison (unit_id, person_id) select md5('unit' || n)::uuid, md5('liaison' || n)::uuid from generate_series(1, @units) n
            """, issues, units, today, stop);
        await RunAsync(connection, """
            insert into ledger.issue (id, round_id, number, text, carried_over, status, lead_unit_id, workflow_instance_id, registered_at, assigned_at)
            select md5('issue' || n)::uuid, md5('round')::uuid, n, '一是压实责任。', false, 'InProgress', md5('unit' || (n % @units + 1))::uuid, 'issue-' || n, now(), now()
            from generate_series(1, @issues) n
            """, issues, units, today, stop);
        await RunAsync(connection, """
            insert into ledger.issue_lead_leader (issue_id, person_id, ordinal)
            select md5('issue' || n)::uuid, md5('leader' || (n % 20 + 1))::uuid, 1 from generate_series(1, @issues) n
            """, issues, units, today, stop);
        await RunAsync(connection, """
            insert into ledger.measure (id, issue_id, ordinal, text, deadline_kind, deadline, status)
            select md5('measure' || n || '-' || o)::uuid, md5('issue' || n)::uuid, o, '措施' || o, 'Dated', @today + (((n * 5 + o) * 7919::bigint % 730)::int) - 30, 'Open'
            from generate_series(1, @issues) n, generate_series(1, 5) o
            """, issues, units, today, stop);
        await transaction.CommitAsync(stop);
        await RunAsync(connection, "vacuum analyze", issues, units, today, stop);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, int issues, int units, DateOnly today, CancellationToken stop)
    {
#pragma warning disable CA2100 // the texts above
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
#pragma warning restore CA2100
        if (sql.Contains('@', StringComparison.Ordinal))
        {
            command.Parameters.AddWithValue("issues", issues);
            command.Parameters.AddWithValue("units", units);
            command.Parameters.AddWithValue("today", today);
        }

        await command.ExecuteNonQueryAsync(stop);
    }
}
