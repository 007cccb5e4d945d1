using System.Text;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.Issues;
using Ledger.Letters;
using Ledger.Refusals;
using Ledger.Scheduling;
using Ledger.Working;
using Microsoft.EntityFrameworkCore;
using Workflows.Acts;
using Workflows.Clock;
using Workflows.Mails;

namespace Workflows.Tests.Mails;

public sealed class MailsKnowTheirRoundAndReader
{
    /// <summary>Longer than a line of a calendar file may be, and with every sign that means something in one.</summary>
    private const string Hard = "压实责任，分级包保; 每周调度, 见 C:\\台账\\一\n二是把堤防、涵闸、泵站逐一过筛，建立清单并逐项销号到位";

    private static readonly Actor SecondHand = new("office-2", "整改办乙", Role.Office);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_mail_that_concerns_a_round_carries_it_so_that_the_rounds_wording_applies()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(1, new DateOnly(2026, 3, 16), Token);
        await scene.AssignedAsync(2, new DateOnly(2026, 3, 17), Token);
        await SweepAsync(scene);
        await RunAsync<WeeklySupervisionCheck>(scene, check => check.RunAsync(Token));
        await SendLetterAsync(scene, issue);
        await DecideAsync(scene, issue);
        scene.Clock.AdjustTime(new DateTimeOffset(2026, 3, 12, 1, 0, 0, TimeSpan.Zero));
        await RunAsync<WeeklyCutOffCheck>(scene, check => check.RunAsync(Token));

        var round = await scene.InLedgerAsync(db => db.Rounds.Select(r => r.Id).SingleAsync(Token));
        var mails = await ScopesAsync(scene);
        Assert.Superset(
            new HashSet<string> { "Assigned", "Digest", "MeetingDecision", "ReminderLetter", "SchedulingAgenda", "WeeklyReportAsked", "WeeklyReportMissed" },
            mails.Select(m => m.Kind).ToHashSet());
        Assert.All(mails, mail => Assert.Equal((mail.Kind, IssueMails.ScopeOf(round)), (mail.Kind, mail.Scope)));
    }

    [Fact]
    public async Task A_reminder_brings_its_days_for_the_readers_calendar_under_the_same_name_each_time()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        await scene.AssignedAsync(1, new DateOnly(2026, 3, 16), Token);
        await scene.InLedgerAsync(db => db.Measures.ExecuteUpdateAsync(m => m.SetProperty(x => x.Text, Hard), Token));
        await SweepAsync(scene);
        scene.Clock.AdjustTime(new DateTimeOffset(2026, 3, 12, 1, 0, 0, TimeSpan.Zero));
        await SweepAsync(scene);
        scene.Clock.AdjustTime(new DateTimeOffset(2026, 3, 31, 1, 0, 0, TimeSpan.Zero));
        await SweepAsync(scene);

        var files = await CalendarsAsync(scene);
        Assert.Equal(["DeadlineNear", "Overdue"], files.Select(f => f.Kind).Distinct());
        Assert.All(files, file => Assert.Equal(file.Kind == "DeadlineNear", file.Text is not null));
        var days = files.Where(f => f.Text is not null).SelectMany(f => Ical.Net.Calendar.Load(f.Text!)!.Events).ToList();
        Assert.InRange(days.Count, 2, 9);
        Assert.All(days, day => Assert.Equal(
            (new DateOnly(2026, 3, 16), "【暂定】第1号问题第1条措施到期", $"关于水库除险加固进展缓慢的问题\n{Hard}"), (day.Start!.Date, day.Summary, day.Description)));
        Assert.Single(days.Select(day => day.Uid).Distinct());
        Assert.Equal(days.Select(day => day.DtStamp!.Value).Distinct().Count(), days.Select(day => day.Sequence).Distinct().Count());
        Assert.True(days.MaxBy(day => day.DtStamp!.Value)!.Sequence > days.MinBy(day => day.DtStamp!.Value)!.Sequence);
    }

    [Fact]
    public async Task Who_has_left_is_told_of_no_deadline_and_what_he_had_to_see_to_comes_to_the_office()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(1, new DateOnly(2026, 3, 16), Token);
        await SweepAsync(scene);
        await DecideAsync(scene, issue);
        Assert.InRange(await LeaveAsync(scene), 1, 9);
        var before = await ToldAsync(scene);

        scene.Clock.AdjustTime(new DateTimeOffset(2026, 3, 12, 1, 0, 0, TimeSpan.Zero));
        Assert.InRange(await SweepAsync(scene), 1, 9);
        Assert.Equal(1, await scene.InScopeAsync<DecisionCheck, int>(check => check.RunAsync(Token)));
        Assert.Equal(0, await scene.InScopeAsync<DecisionCheck, int>(check => check.RunAsync(Token)));

        Assert.Equal(before, await ToldAsync(scene));
        Assert.Contains(("MeetingDecision", scene.OfficePerson.Email), await scene.MailsAsync(Token));
        var work = await scene.InLedgerAsync(db => new DecisionsOwned().ReadAsync(db, OfficeScene.Office, new DateOnly(2026, 3, 12), new DateOnly(2026, 3, 31), Token));
        Assert.Equal("打通数据接口", Assert.Single(work).Subject);
    }

    /// <summary>The liaison goes when the ladder has reached him but nobody has told him yet; answers how many rungs that are.</summary>
    private static Task<int> LeaveAsync(OfficeScene scene) => scene.InLedgerAsync(async db =>
    {
        await db.Database.ExecuteSqlAsync($"update ledger.ladder_climb set mail_key = null where person_id = {scene.Liaison.Id}", Token);
        await db.Database.ExecuteSqlAsync($"delete from notifications.mail where key like {$"ladder/{scene.Liaison.Id:n}/%"}", Token);
        var unit = await db.Units.Include(u => u.Liaisons).SingleAsync(u => u.Id == scene.LeadUnit.Id, Token);
        unit.Liaisons.Clear();
        unit.Liaisons.Add(await db.People.SingleAsync(p => p.Id == scene.Head.Id, Token));
        await db.SaveChangesAsync(Token);
        await db.People.Where(p => p.Id == scene.Liaison.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.LeftOn, new DateOnly(2026, 3, 2)), Token);
        return await db.LadderClimbs.CountAsync(c => c.PersonId == scene.Liaison.Id && c.MailKey == null, Token);
    });

    private static async Task<int> ToldAsync(OfficeScene scene) => (await scene.MailsAsync(Token)).Count(m => m.Address == scene.Liaison.Email);

    private static async Task SendLetterAsync(OfficeScene scene, Issue issue)
    {
        var words = new LetterWords(LetterKind.Reminder, "关于第1号问题整改工作的提醒函", "请加快整改。", Shanghai.DayOf(scene.Clock.GetUtcNow()).AddDays(7));
        var drafted = await scene.InScopeAsync<LetterActs, Outcome<Guid>>(acts => acts.DraftAsync(OfficeScene.Office, issue.Id, words, Token));
        Assert.Null(await scene.InScopeAsync<LetterActs, Refusal?>(acts => acts.ApproveAsync(SecondHand, drafted.Value, Token)));
        Assert.Null(await scene.InScopeAsync<LetterActs, Refusal?>(acts => acts.SendAsync(OfficeScene.Office, drafted.Value, Token)));
    }

    private static async Task DecideAsync(OfficeScene scene, Issue issue)
    {
        await RunAsync<HalfMonthlySchedulingCheck>(scene, check => check.RunAsync(Token));
        var meeting = await scene.InLedgerAsync(db => db.SchedulingMeetings.Select(m => m.Id).FirstAsync(Token));
        var words = new DecisionWords(issue.Id, "打通数据接口", scene.Liaison.Id, new DateOnly(2026, 3, 10));
        await scene.InScopeAsync<SchedulingActs, Refusal?>(acts => acts.DecideAsync(OfficeScene.Office, meeting, words, Token));
    }

    private static Task<int> SweepAsync(OfficeScene scene) => scene.InScopeAsync<DeadlineCheck, int>(check => check.RunAsync(Token));

    private static Task<bool> RunAsync<T>(OfficeScene scene, Func<T, Task> run)
        where T : notnull => scene.InScopeAsync<T, bool>(async check =>
        {
            await run(check);
            return true;
        });

    private static async Task<List<(string Kind, string? Scope)>> ScopesAsync(OfficeScene scene)
    {
        await using var command = scene.DataSource.CreateCommand("select kind, scope from notifications.mail order by id");
        await using var reader = await command.ExecuteReaderAsync(Token);
        var mails = new List<(string, string?)>();
        while (await reader.ReadAsync(Token))
        {
            mails.Add((reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1)));
        }

        return mails;
    }

    private static async Task<List<(string Kind, string? Text)>> CalendarsAsync(OfficeScene scene)
    {
        await using var command = scene.DataSource.CreateCommand("""
            select mail.kind, file.content from notifications.mail
            left join notifications.mail_attachment paper on paper.mail_id = mail.id and paper.content_type = 'text/calendar'
            left join notifications.mail_file file using (sha256) where mail.rule like 'ladder/%' order by mail.id
            """);
        await using var reader = await command.ExecuteReaderAsync(Token);
        var files = new List<(string, string?)>();
        while (await reader.ReadAsync(Token))
        {
            files.Add((reader.GetString(0), reader.IsDBNull(1) ? null : Encoding.UTF8.GetString(reader.GetFieldValue<byte[]>(1))));
        }

        return files;
    }
}
