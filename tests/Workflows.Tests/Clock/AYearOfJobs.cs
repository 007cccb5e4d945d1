using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using ElsaRuntime.Timers;
using Ledger.Calendar;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.Issues;
using Ledger.Letters;
using Ledger.Refusals;
using Ledger.Scheduling;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Notifications.Inbox;
using Testing;
using Testing.Imap;
using Workflows.Acts;
using Workflows.Calendar;
using Workflows.Clock;

namespace Workflows.Tests.Clock;

/// <summary>Every job of the clock, day by day over a year with holidays, make-up workdays and two months without a table.</summary>
public sealed class AYearOfJobs
{
    private const int Days = 365;

    /// <summary>Which runs are dropped and doubled; another year is tried with another number in the environment.</summary>
    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("YEAR_SEED") ?? "20260302", CultureInfo.InvariantCulture);

    /// <summary>A Monday, 09:00 in Shanghai.</summary>
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private static readonly IReadOnlyList<Type> Rooms =
        [.. new[] { typeof(DeadlineCheck), typeof(TimerSweep), typeof(InboxCheck) }.SelectMany(type => type.Assembly.GetTypes())];

    /// <summary>
    /// Every job the Host schedules, read from its list, which this room must not refer to: a new one joins by itself. Left out is
    /// the heartbeat alone, which is about the schedule and not about the house.
    /// </summary>
    private static readonly IReadOnlyList<MethodInfo> Jobs =
    [
        .. Regex.Matches(File.ReadAllText(SourceTree.File("src/Host/Jobs/RecurringChecks.cs")), @"JobPlan\.Of<(\w+)>")
            .Select(match => match.Groups[1].Value).Where(name => name != "Heartbeat").Select(name => Rooms.Single(type => type.Name == name))
            .Select(type => type.GetMethod(nameof(DeadlineCheck.RunAsync), [typeof(CancellationToken)])!),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gone_through_twice_with_runs_dropped_doubled_and_overlapped_everything_happens_once_and_the_second_time_nothing()
    {
        Assert.Equal(12, Jobs.Count);
        await using var mailbox = await ImapServer.StartAsync(null, Token);
        await using var scene = await SceneAsync(mailbox);

        var dice = new Random(Seed);
        await YearAsync(scene, () => dice.Next(5) switch { 0 => 0, 1 => 2, _ => 1 }, async day =>
        {
            if (day == Days / 2)
            {
                await AnswerAsync(scene, mailbox);
                await SetBackAsync(scene);
            }
        });
        await TheYearWasAsItShouldAsync(scene);

        var before = await RowsAsync(scene);
        await YearAsync(scene, () => 1, _ => Task.CompletedTask);
        Assert.Equal(before, await RowsAsync(scene));
    }

    private static async Task TheYearWasAsItShouldAsync(OfficeScene scene)
    {
        // A week missed on its Monday is opened on a later day; a meeting likewise. None is left out, none is there twice.
        Assert.Equal(
            Enumerable.Range(0, 52).Select(week => new DateOnly(2026, 3, 2).AddDays(7 * week)),
            await scene.InLedgerAsync(db => db.WeeklySupervisions.OrderBy(w => w.WeekOf).Select(w => w.WeekOf).Take(52).ToListAsync(Token)));
        Assert.Equal(24, await scene.InLedgerAsync(db => db.SchedulingMeetings.CountAsync(m => m.HalfMonthFrom < new DateOnly(2027, 3, 1), Token)));
        Assert.Equal(1, await CountAsync(scene, "select count(*) from ledger.look_back where opened_at is not null"));

        var mails = (await scene.MailsAsync(Token)).CountBy(m => (m.Kind, m.Address)).ToDictionary();
        Assert.InRange(mails[("WeeklyReportAsked", scene.Liaison.Email)], 52, 53);
        Assert.Equal(1, mails[("LookBackDue", scene.OfficePerson.Email)]);
        Assert.Equal(3, mails[("MeetingDecision", scene.Liaison.Email)]);
        Assert.Equal(0, await CountAsync(scene, "select count(*) from notifications.mail m where m.can_wait and not ledger.is_working_day((m.due_at at time zone 'Asia/Shanghai')::date)"));
        Assert.Equal(1, await CountAsync(scene, """
            select max(mails) from (select count(*) mails from notifications.mail m join notifications.mail_recipient r on r.mail_id = m.id
            where rule like 'ladder/%' group by address, (created_at at time zone 'Asia/Shanghai')::date) daily
            """));
        Assert.Equal(1, await CountAsync(scene, "select count(*) from ledger.issue_note where text = '已完成勘察。'"));

        // Of the ladder everybody has heard the last rung, and each rung once.
        Assert.Equal(0, await CountAsync(scene, "select count(*) from (select 1 from ledger.ladder_climb group by measure_id, due_on, step, occurrence, person_id, unit_id, issue_id having count(*) > 1) twice"));
        Assert.Equal(0, await CountAsync(scene, "select count(*) from ledger.ladder_climb where paper = 'Mail' and mail_key is null"));
    }

    /// <summary>One issue that runs late, with a letter and a decision nobody sees to, and one that is signed off on the first day.</summary>
    private static async Task<OfficeScene> SceneAsync(ImapServer mailbox)
    {
        var scene = await OfficeScene.OpenAsync(Token, settings: new Dictionary<string, string?>
        {
            ["Imap:Host"] = mailbox.Host,
            ["Imap:Port"] = mailbox.Port.ToString(CultureInfo.InvariantCulture),
            ["Imap:Security"] = "None",
            ["Imap:UserName"] = mailbox.UserName,
            ["Imap:Password"] = mailbox.Password,
        });
        var tables = CalendarFile.Read(await File.ReadAllBytesAsync(SourceTree.File("src/Host/node_modules/chinese-days/dist/chinese-days.json"), Token)).Value!;
        await scene.InScopeAsync<BuiltInCalendar, bool>(async calendar =>
        {
            await calendar.KeepAsync([.. tables.Where(t => t.Year is 2025 or 2026)], Token);
            return true;
        });
        var late = await scene.AssignedAsync(1, new DateOnly(2026, 10, 2), Token);
        var done = await scene.RequestedAsync(2, new DateOnly(2026, 10, 2), Token);
        await scene.AgreeAsync(done, Token, scene.HeadActor, scene.LeaderActor, OfficeScene.Office, scene.DeputyActor);
        await SendLetterAsync(scene, late);
        await scene.InScopeAsync<HalfMonthlySchedulingCheck, bool>(async check =>
        {
            await check.RunAsync(Token);
            return true;
        });
        var meeting = await scene.InLedgerAsync(db => db.SchedulingMeetings.Select(m => m.Id).SingleAsync(Token));
        Assert.Null(await scene.InScopeAsync<SchedulingActs, Refusal?>(acts => acts.DecideAsync(
            OfficeScene.Office, meeting, new DecisionWords(late.Id, "打通数据接口", scene.Liaison.Id, new DateOnly(2026, 5, 20)), Token)));
        return scene;
    }

    private static async Task SendLetterAsync(OfficeScene scene, Issue issue)
    {
        var words = new LetterWords(LetterKind.Reminder, "关于第1号问题整改工作的提醒函", "请加快整改。", scene.Clock.Today().AddDays(7));
        var drafted = await scene.InScopeAsync<LetterActs, Outcome<Guid>>(acts => acts.DraftAsync(OfficeScene.Office, issue.Id, words, Token));
        Assert.Null(await scene.InScopeAsync<LetterActs, Refusal?>(acts => acts.ApproveAsync(new Actor("office-2", "整改办乙", Role.Office), drafted.Value, Token)));
        Assert.Null(await scene.InScopeAsync<LetterActs, Refusal?>(acts => acts.SendAsync(OfficeScene.Office, drafted.Value, Token)));
    }

    /// <summary>
    /// A year from <see cref="Start"/>, each day every job as many times at once as <paramref name="runs"/> says, on two hosts that
    /// share nothing but the database.
    /// </summary>
    private static async Task YearAsync(OfficeScene scene, Func<int> runs, Func<int, Task> after)
    {
        for (var day = 0; day < Days; day++)
        {
            scene.Clock.AdjustTime(Start.AddDays(day));
            foreach (var job in Jobs)
            {
                // The last day leaves none out: it would be made up for on the day after.
                var times = day == Days - 1 ? Math.Max(1, runs()) : runs();
                await Task.WhenAll(Enumerable.Range(day, times).Select(run => RunAsync(scene, job, onTheOther: run % 2 == 1)));
            }

            await after(day);
        }
    }

    private static Task<bool> RunAsync(OfficeScene scene, MethodInfo job, bool onTheOther) => scene.InScopeAsync<IServiceProvider, bool>(async services =>
    {
        await (Task)job.Invoke(services.GetRequiredService(job.DeclaringType!), [Token])!;
        return true;
    }, onTheOther: onTheOther);

    private static async Task AllOnceAsync(OfficeScene scene)
    {
        foreach (var job in Jobs)
        {
            await RunAsync(scene, job, onTheOther: false);
        }
    }

    /// <summary>Somebody sets the server's clock back, and right again: what has been done is not done anew.</summary>
    private static async Task SetBackAsync(OfficeScene scene)
    {
        var now = scene.Clock.GetUtcNow();
        await AllOnceAsync(scene);
        var before = await RowsAsync(scene);
        foreach (var by in new[] { TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(30) })
        {
            scene.Clock.AdjustTime(now - by);
            await AllOnceAsync(scene);
            scene.Clock.AdjustTime(now);
            await AllOnceAsync(scene);
            Assert.Equal(before, await RowsAsync(scene));
        }
    }

    /// <summary>The liaison answers a mail he was sent.</summary>
    private static async Task AnswerAsync(OfficeScene scene, ImapServer mailbox)
    {
        await using var command = scene.DataSource.CreateCommand("select message_id from notifications.mail where kind = 'Assigned' order by created_at limit 1");
        var answered = (string)(await command.ExecuteScalarAsync(Token))!;
        using var client = new ImapClient();
        await client.ConnectAsync(mailbox.Host, mailbox.Port, SecureSocketOptions.None, Token);
        await client.AuthenticateAsync(mailbox.UserName, mailbox.Password, Token);
        using var reply = new MimeMessage(
            [new MailboxAddress(scene.Liaison.Name, scene.Liaison.Email)], [new MailboxAddress("整改办", mailbox.UserName)], "回复", new TextPart("plain") { Text = "已完成勘察。" });
        reply.InReplyTo = answered;
        await client.Inbox!.AppendAsync(new AppendRequest(reply), Token);
        await client.DisconnectAsync(quit: true, Token);
    }

    /// <summary>How many rows each table of the house has.</summary>
    private static async Task<Dictionary<string, long>> RowsAsync(OfficeScene scene)
    {
        await using var command = scene.DataSource.CreateCommand("""
            select format('%I.%I', schemaname, tablename), (xpath('/row/c/text()', query_to_xml(format('select count(*) as c from %I.%I', schemaname, tablename), false, true, '')))[1]::text::bigint
            from pg_tables where schemaname in ('ledger', 'notifications', 'elsa')
            """);
        await using var reader = await command.ExecuteReaderAsync(Token);
        var rows = new Dictionary<string, long>();
        while (await reader.ReadAsync(Token))
        {
            rows.Add(reader.GetString(0), reader.GetInt64(1));
        }

        return rows;
    }

    private static async Task<long> CountAsync(OfficeScene scene, string sql)
    {
#pragma warning disable CA2100 // the texts above
        await using var command = scene.DataSource.CreateCommand(sql);
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
