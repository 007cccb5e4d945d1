using Ledger.Calendar;
using Ledger.Deadlines;
using Ledger.Issues;
using Microsoft.EntityFrameworkCore;
using Workflows.Calendar;
using Workflows.Clock;

namespace Workflows.Tests.Clock;

/// <summary>The sweep on the real database and outbox, with a clock the test moves as no clock should move.</summary>
public sealed class DeadlineSweepTests
{
    /// <summary>A Monday, 09:00 in Shanghai.</summary>
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Over_a_whole_year_gone_through_twice_each_step_goes_out_once_and_never_on_a_day_off()
    {
        await using var scene = await SceneAsync();
        await scene.AssignedAsync(1, new DateOnly(2026, 10, 2), Token);

        var days = await YearAsync(scene, _ => 1);
        Assert.Equal(
            [("DeadlineNear", 1, "2026-09-18"), ("DeadlineNear", 2, "2026-09-28"), ("Overdue", 3, "2026-10-09"), ("Overdue", 3, "2026-10-15"), ("Overdue", 3, "2026-10-22"), ("Overdue", 3, "2026-10-29")],
            days.GroupBy(d => (d.Kind, d.Day)).Select(g => (g.Key.Kind, g.Count(), g.Key.Day)));

        Assert.Empty(await YearAsync(scene, _ => 1));
        // The deadline is in the National Day week: every mail names the working day it runs on to, from which it counts.
        Assert.Equal(0, await CountAsync(scene, "select count(*) from notifications.mail where kind in ('DeadlineNear', 'Overdue') and data::jsonb->>'movedTo' is distinct from '2026-10-08'"));
    }

    [Fact]
    public async Task Runs_dropped_at_random_doubled_and_overlapped_tell_everybody_the_last_rung_and_nobody_anything_twice()
    {
        await using var scene = await SceneAsync();
        foreach (var (number, day) in new[] { (1, 10), (2, 40), (3, 41), (4, 200) })
        {
            await scene.AssignedAsync(number, new DateOnly(2026, 3, 2).AddDays(day), Token);
        }

        var dice = new Random(20260302);
        await YearAsync(scene, _ => dice.Next(4) switch { 0 => 1, 1 => 3, _ => 0 });
        await YearAsync(scene, _ => 2);

        var letters = await scene.InLedgerAsync(db => db.Letters.AsNoTracking().ToListAsync(Token));
        Assert.Equal(4, letters.Select(l => l.IssueId).Distinct().Count());
        var climbs = await scene.InLedgerAsync(db => db.LadderClimbs.AsNoTracking().Where(c => c.PersonId != null).ToListAsync(Token));
        Assert.Equal(climbs.Count, climbs.Select(c => (c.MeasureId, c.DueOn, c.Step, c.Occurrence, c.PersonId)).Distinct().Count());
        Assert.All(climbs, c => Assert.NotNull(c.MailKey));
        Assert.All(climbs.GroupBy(c => (c.MeasureId, c.PersonId)), one =>
        {
            Assert.Contains(one, c => c is { Step: "overdue", Occurrence: 3 });
            Assert.Equal(one.OrderBy(c => c.Id).Select(c => c.RungDay), one.Select(c => c.RungDay).Order());
        });
    }

    [Fact]
    public async Task After_a_weeks_outage_a_person_gets_one_mail_that_says_all()
    {
        await using var scene = await SceneAsync();
        for (var number = 1; number <= 5; number++)
        {
            await scene.AssignedAsync(number, new DateOnly(2026, 3, 20).AddDays(number), Token);
        }

        scene.Clock.Advance(TimeSpan.FromDays(65));
        Assert.Equal(3, await SweepAsync(scene));

        var mails = (await scene.MailsAsync(Token)).Where(m => m.Kind is "Digest" or "Overdue" or "DeadlineNear").ToList();
        Assert.Equal([("Digest", 3)], mails.CountBy(m => m.Kind).Select(k => (k.Key, k.Value)));
        Assert.Equal(3, mails.Select(m => m.Address).Distinct().Count());
        Assert.Equal(0, await SweepAsync(scene));
    }

    [Fact]
    public async Task Of_very_many_matters_a_mail_names_the_most_urgent_and_counts_the_rest()
    {
        await using var scene = await SceneAsync();
        var issue = await scene.AssignedAsync(1, new DateOnly(2026, 3, 12), Token);
        await scene.InLedgerAsync(async db =>
        {
            db.Measures.AddRange(Enumerable.Range(2, 100).Select(n => new Measure
            {
                Id = Guid.NewGuid(),
                IssueId = issue.Id,
                Ordinal = n,
                Text = "压实责任",
                DeadlineKind = DeadlineKind.Dated,
                Deadline = new DateOnly(2025, 9, 1).AddDays(n),
            }));
            return await db.SaveChangesAsync(Token);
        });

        Assert.Equal(3, await SweepAsync(scene));
        Assert.Equal(3, await CountAsync(scene, """
            select count(*) from notifications.mail where kind = 'Digest' and jsonb_array_length(data::jsonb->'entries') = 50
                and (data::jsonb->>'more')::int >= 10 and data::jsonb#>>'{entries,0,deadline}' = '2025-09-03'
            """));
        Assert.Equal(0, await CountAsync(scene, "select count(*) from ledger.ladder_climb where paper = 'Mail' and mail_key is null"));
        Assert.Equal(0, await SweepAsync(scene));
    }

    [Fact]
    public async Task A_clock_set_back_sends_nothing_that_was_overtaken()
    {
        await using var scene = await SceneAsync();
        await scene.AssignedAsync(1, new DateOnly(2026, 4, 30), Token);
        scene.Clock.AdjustTime(Start.AddDays(56));
        Assert.Equal(2, await SweepAsync(scene));

        scene.Clock.AdjustTime(Start.AddDays(43));

        Assert.Equal(0, await SweepAsync(scene));
    }

    [Fact]
    public async Task In_a_year_without_table_the_ladder_climbs_Monday_to_Friday_and_each_mail_says_provisional()
    {
        await using var scene = await SceneAsync(years: [2026]);
        var first = await scene.AssignedAsync(1, new DateOnly(2027, 1, 4), Token);
        scene.Clock.AdjustTime(new DateTimeOffset(2026, 12, 15, 1, 0, 0, TimeSpan.Zero));
        Assert.Equal(1, await SweepAsync(scene));
        Assert.Equal(1, await CountAsync(scene, "select count(*) from notifications.mail where kind = 'DeadlineNear' and data::jsonb->>'provisional' = 'true'"));
        Assert.Equal(1, await CountAsync(scene, "select count(*) from notifications.mail_file where convert_from(content, 'UTF8') like '%SUMMARY:【暂定】%'"));
        await scene.AssignedAsync(2, new DateOnly(2027, 1, 5), Token);
        Assert.True(await scene.InLedgerAsync(db => db.Measures.Where(m => m.IssueId == first.Id).Select(m => m.DueProvisional).SingleAsync(Token)));

        scene.Clock.AdjustTime(new DateTimeOffset(2026, 12, 28, 1, 0, 0, TimeSpan.Zero));
        await SweepAsync(scene);

        Assert.Equal(2, await CountAsync(scene, "select count(*) from notifications.mail where kind = 'Digest' and data::text like '%暂定%'"));
    }

    [Fact]
    public async Task Silence_another_ladder_and_a_listener_hold_for_their_issue_alone()
    {
        await using var scene = await SceneAsync();
        var silent = await scene.AssignedAsync(1, new DateOnly(2026, 3, 12), Token);
        var other = await scene.AssignedAsync(2, new DateOnly(2026, 6, 30), Token);
        Assert.Null(await scene.InScopeAsync<LadderActs, Ledger.Refusals.Refusal?>(acts => acts.SaveAsync(
            OfficeScene.Office, null, "重点问题", null, [new LadderStep("early", LadderSide.Before, 200, DayCount.Calendar, Audience.LeadLeaders)], Token)));
        var ladder = await scene.InLedgerAsync(db => db.Ladders.Select(l => l.Id).SingleAsync(Token));
        await ExceptAsync(scene, silent, new ExceptionRequest(new DateOnly(2026, 3, 10), null, [], "整改单位正在合并"));
        await ExceptAsync(scene, other, new ExceptionRequest(null, ladder, [scene.OfficePerson.Id], "领导要求"));

        await SweepAsync(scene);
        var told = (await scene.MailsAsync(Token)).Where(m => m.Kind == "DeadlineNear").Select(m => m.Address);
        Assert.Equal(new[] { scene.Leader.Email, scene.OfficePerson.Email }.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));

        scene.Clock.AdjustTime(new DateTimeOffset(2026, 3, 11, 1, 0, 0, TimeSpan.Zero));
        Assert.Equal(2, await SweepAsync(scene));
    }

    [Fact]
    public async Task A_deadline_that_is_moved_is_climbed_anew_and_a_measure_done_is_left_in_peace()
    {
        await using var scene = await SceneAsync();
        var issue = await scene.AssignedAsync(1, new DateOnly(2026, 3, 12), Token);
        Assert.Equal(2, await SweepAsync(scene));

        await scene.InLedgerAsync(db => db.Measures.Where(m => m.IssueId == issue.Id).ExecuteUpdateAsync(m => m.SetProperty(x => x.Deadline, new DateOnly(2026, 3, 18)), Token));
        Assert.Equal(1, await SweepAsync(scene));

        Assert.Null(await scene.ActAsync(acts => acts.CompleteMeasureAsync(OfficeScene.Office, issue.Id, 1, Token)));
        scene.Clock.Advance(TimeSpan.FromDays(65));
        Assert.Equal(0, await SweepAsync(scene));
    }

    private static async Task<OfficeScene> SceneAsync(int[]? years = null)
    {
        var scene = await OfficeScene.OpenAsync(Token);
        var tables = CalendarFile.Read(await File.ReadAllBytesAsync(Testing.SourceTree.File("src/Host/node_modules/chinese-days/dist/chinese-days.json"), Token)).Value!;
        await scene.InScopeAsync<BuiltInCalendar, bool>(async calendar =>
        {
            await calendar.KeepAsync([.. tables.Where(t => years?.Contains(t.Year) ?? t.Year >= 2025)], Token);
            return true;
        });
        return scene;
    }

    private static Task<int> SweepAsync(OfficeScene scene) => scene.InScopeAsync<DeadlineCheck, int>(check => check.RunAsync(Token));

    /// <summary>A year from <see cref="Start"/>, each day as many sweeps at once as <paramref name="runs"/> says; what went out, by day.</summary>
    private static async Task<List<(string Kind, string Day)>> YearAsync(OfficeScene scene, Func<int, int> runs)
    {
        var before = await CountAsync(scene, "select count(*) from notifications.mail where rule like 'ladder/%'");
        for (var day = 0; day < 365; day++)
        {
            scene.Clock.AdjustTime(Start.AddDays(day));
            await Task.WhenAll(Enumerable.Range(0, runs(day)).Select(_ => SweepAsync(scene)));
        }

        await using var command = scene.DataSource.CreateCommand(
            "select kind, to_char(created_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') from notifications.mail where rule like 'ladder/%' order by id offset $1");
        command.Parameters.AddWithValue(before);
        await using var reader = await command.ExecuteReaderAsync(Token);
        var mails = new List<(string, string)>();
        while (await reader.ReadAsync(Token))
        {
            mails.Add((reader.GetString(0), reader.GetString(1)));
        }

        return mails;
    }

    private static async Task<long> CountAsync(OfficeScene scene, string sql)
    {
#pragma warning disable CA2100 // the texts above
        await using var command = scene.DataSource.CreateCommand(sql);
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }

    private static async Task ExceptAsync(OfficeScene scene, Issue issue, ExceptionRequest request) =>
        Assert.Null(await scene.InScopeAsync<LadderActs, Ledger.Refusals.Refusal?>(acts => acts.ExceptAsync(OfficeScene.Office, issue.Id, request, Token)));
}
