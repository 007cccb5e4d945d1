using Ledger.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Testing;

namespace Ledger.Tests.Storage;

/// <summary>Migrations meet rows: a ledger of the first version, and one of the version before plans, become one of today.</summary>
public sealed class AnOlderLedgerIsBroughtAlong
{
    private const string OfTheFirstVersion = """
        insert into ledger.inspection_round (id, title, registered_at) values (md5('round')::uuid, '示范通报', '2026-02-01Z');
        insert into ledger.person (id, name, title, email, culture) values (md5('leader')::uuid, '李示范', '副市长', 'leader@city.example', 'zh-CN');
        insert into ledger.unit (id, name, is_office) values (md5('unit')::uuid, '市水利和湖泊局', false);
        insert into ledger.issue (id, round_id, number, text, carried_over, status, lead_unit_id, workflow_instance_id, registered_at, assigned_at)
        select md5('issue' || n)::uuid, md5('round')::uuid, n, '一是压实责任。', false, case n when 3 then 'Verifying' else 'InProgress' end,
            md5('unit')::uuid, 'issue-' || n, '2026-02-01Z', '2026-03-01 20:00Z' from generate_series(1, 3) n;
        insert into ledger.issue_lead_leader (issue_id, person_id, ordinal) select md5('issue' || n)::uuid, md5('leader')::uuid, 1 from generate_series(1, 3) n;
        insert into ledger.measure (id, issue_id, ordinal, text, deadline_kind, deadline, status, completed_on)
        select md5('measure' || n)::uuid, md5('issue' || n)::uuid, 1, '压实责任', 'Dated', '2026-10-02', case n when 1 then 'Open' else 'Done' end, case n when 1 then null else date '2026-04-01' end
        from generate_series(1, 3) n;
        insert into ledger.sign_off_round (id, issue_id, number, statement, applied_by, applied_by_name, applied_at, outcome)
        values (md5('request')::uuid, md5('issue3')::uuid, 1, '已压实', 'liaison', '王示范', '2026-04-02Z', 'Pending');
        insert into ledger.weekly_supervision (id, round_id, week_of, opened_at) values (md5('week')::uuid, md5('round')::uuid, '2026-03-02', '2026-03-02Z');
        insert into ledger.weekly_duty (supervision_id, issue_id) values (md5('week')::uuid, md5('issue1')::uuid);
        insert into ledger.scheduling_meeting (id, round_id, half_month_from, opened_at) values (md5('meeting')::uuid, md5('round')::uuid, '2026-03-01', '2026-03-01Z');
        """;

    /// <summary>The second issue has come back: its rectification of today began in Shanghai on 2 June.</summary>
    private const string BeforePlans = """
        insert into ledger.look_back (id, issue_id, cycle, signed_off_at, due_on, opened_at, outcome, checklist, finding, done_by, done_by_name, done_at)
        values (md5('look')::uuid, md5('issue2')::uuid, 1, '2026-04-10Z', '2026-06-01', '2026-06-01Z', 'Rebound', '[]', '又有三处', 'office', '整改办甲', '2026-06-01 20:00Z');
        update ledger.issue set cycle = 2 where id = md5('issue2')::uuid;
        insert into ledger.measure (id, issue_id, ordinal, text, deadline_kind, deadline, status, cycle)
        values (md5('again')::uuid, md5('issue2')::uuid, 2, '重新排查', 'Dated', '2026-11-28', 'Open', 2);
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_row_gets_what_the_later_versions_ask_of_it()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(Token);
        await StepAsync(database, "Initial", OfTheFirstVersion);
        await StepAsync(database, "AnswerFiles", BeforePlans);

        await LedgerSchema.MigrateAsync(database.ConnectionString, Token);

        await using var db = LedgerDb.On(database.DataSource);
        var measures = (await db.Measures.AsNoTracking().ToListAsync(Token)).ToDictionary(m => (m.IssueId, m.Ordinal));
        Assert.Equal(
            [(1, 1, "2026-03-02"), (2, 1, ""), (2, 2, "2026-06-02"), (3, 1, "2026-03-02")],
            (await db.Issues.AsNoTracking().SelectMany(i => i.Measures, (i, m) => new { i.Number, m.Ordinal, m.PlannedFrom }).OrderBy(m => m.Number).ThenBy(m => m.Ordinal).ToListAsync(Token))
                .Select(m => (m.Number, m.Ordinal, $"{m.PlannedFrom:yyyy-MM-dd}")));
        // No table is loaded: Monday to Friday, and the days are provisional. 28 November 2026 is a Saturday.
        Assert.All(measures.Values, m => Assert.True(m.DueProvisional));
        Assert.Contains(measures.Values, m => (m.Deadline, m.DueOn) == (new DateOnly(2026, 11, 28), new DateOnly(2026, 11, 30)));

        var week = await db.WeeklySupervisions.AsNoTracking().Include(w => w.Duties).SingleAsync(Token);
        Assert.Equal(new DateTimeOffset(2026, 3, 6, 9, 0, 0, TimeSpan.Zero), week.CutOffAt);
        Assert.Equal((await db.Units.SingleAsync(Token)).Id, Assert.Single(week.Duties).UnitId);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 7, 0, 0, TimeSpan.Zero), (await db.SchedulingMeetings.SingleAsync(Token)).MeetsAt);
        var request = await db.Issues.AsNoTracking().Where(i => i.Number == 3).SelectMany(i => i.SignOffRounds).Include(r => r.Steps).SingleAsync(Token);
        Assert.Equal("verify-sign-off", Assert.Single(request.Steps).TaskName);
    }

    private static async Task StepAsync(TestDatabase database, string migration, string rows)
    {
        await using var db = LedgerDb.On(database.DataSource);
        await db.GetService<IMigrator>().MigrateAsync(migration, Token);
#pragma warning disable CA2100 // the texts above
        await using var command = database.DataSource.CreateCommand(rows);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Token);
    }
}
