using Ledger.Completing;
using Ledger.Delegating;
using Ledger.Extending;
using Ledger.History;
using Ledger.Issues;
using Ledger.LookingBack;
using Ledger.Rounds;
using Ledger.SigningOff;
using Ledger.Storage;
using Ledger.Units;
using Ledger.Working;
using Npgsql;

namespace Ledger.Tests.Working;

public sealed class WorkOfSignOffTests
{
    private static readonly WorkList Work = new([new StepsToDecide(), new ExtensionsToDecide(), new LookBacksDue(), new IssuesToSignFor()]);

    private readonly Scenario scenario = new();

    private readonly Person deputy = new() { Id = Guid.NewGuid(), Name = "孙示范", Title = "常务副市长", Email = "deputy@city.example" };

    private readonly Person standIn = new() { Id = Guid.NewGuid(), Name = "周示范", Title = "副市长", Email = "stand-in@city.example" };

    private Actor Head => new("head-1", scenario.Liaison.Name, Role.Liaison, scenario.LeadUnit.Id, scenario.Liaison.Id);

    private Actor Leader => new("leader-1", scenario.Leader.Name, Role.Leader, null, scenario.Leader.Id);

    private Actor Deputy => new("deputy-1", deputy.Name, Role.Leader, null, deputy.Id);

    private Actor StandIn => new("stand-in-1", standIn.Name, Role.Leader, null, standIn.Id);

    [Fact]
    public async Task Everybody_finds_what_waits_for_his_word_and_nobody_what_does_not()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await Scenario.DatabaseAsync(token);
        await scenario.StoreAsync(
            database.DataSource, token,
            AtStep(1, SignOffStepKind.Endorse), AtStep(2, SignOffStepKind.Agree), AtStep(3, SignOffStepKind.Verify), AtStep(4, SignOffStepKind.Approve),
            AtStep(5, SignOffStepKind.Extra), AtStep(6, SignOffStepKind.Verify, Scenario.Office),
            Extending(7, granted: false), Extending(8, granted: true),
            LookedBack(9, begun: false, days: 10), LookedBack(10, begun: false, days: 180), LookedBack(11, begun: true, days: 180),
            scenario.Assigned(12));
        await PeopleAsync(database.DataSource, token);

        var of = async (Actor actor, DateOnly today) => await ReadAsync(database.DataSource, actor, today, token);

        Assert.Equal(["1 sign-off-to-endorse", "12 issue-to-sign-for"], await of(Head, Scenario.Today));
        Assert.Equal(["12 issue-to-sign-for"], await of(scenario.LiaisonActor, Scenario.Today));
        Assert.Empty(await of(scenario.LiaisonActor with { UnitId = scenario.OtherUnit.Id }, Scenario.Today));
        Assert.Equal(["2 sign-off-to-agree", "8 extension-to-decide"], await of(Leader, Scenario.Today));
        Assert.Equal(["4 sign-off-to-approve"], await of(Deputy, Scenario.Today));
        Assert.Equal(
            ["3 sign-off-to-verify", "5 sign-off-own-step", "7 extension-to-decide", "9 look-back-due", "11 look-back-due"],
            await of(Scenario.Office, Scenario.Today));
        Assert.Contains("6 sign-off-to-verify", await of(Scenario.Office with { Id = "office-2" }, Scenario.Today));

        Assert.Equal(["2 sign-off-to-agree", "8 extension-to-decide"], await of(StandIn, Scenario.Today));
        Assert.Empty(await of(StandIn, Scenario.Today.AddDays(8)));
    }

    [Fact]
    public async Task Who_has_spoken_at_a_step_is_not_asked_again_and_a_look_back_has_its_day()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await Scenario.DatabaseAsync(token);
        var heard = AtStep(1, SignOffStepKind.Agree);
        var step = DecideSignOff.OpenStep(heard)!;
        var waitsForOthers = new DecidedStep(new Verdict(true), new Capacity(scenario.Leader.Id, null), VerdictEffect.StepStaysOpen, new SignOffAgreed(1, step.Kind, null, null, null));
        DecideSignOff.Apply(heard, step, waitsForOthers, Leader, Scenario.Now);
        await scenario.StoreAsync(database.DataSource, token, heard, LookedBack(2, begun: false, days: 10), AtStep(3, SignOffStepKind.Extra));
        await PeopleAsync(database.DataSource, token);

        Assert.Empty(await ReadAsync(database.DataSource, Leader, Scenario.Today, token));
        Assert.Empty(await ReadAsync(database.DataSource, StandIn, Scenario.Today, token));
        await using var db = LedgerDb.On(database.DataSource);
        var office = await Work.ReadAsync(db, Scenario.Office, Scenario.Today, Scenario.Today.AddDays(60), token);
        Assert.Equal([Scenario.Today.AddDays(10), null], office.Select(i => i.DueOn));
        Assert.StartsWith("Extra：", office[1].Subject, StringComparison.Ordinal);
    }

    private static async Task<List<string>> ReadAsync(NpgsqlDataSource source, Actor actor, DateOnly today, CancellationToken token)
    {
        await using var db = LedgerDb.On(source);
        var items = await Work.ReadAsync(db, actor, today, today.AddDays(60), token);
        return [.. items.OrderBy(i => i.IssueNumber).Select(i => FormattableString.Invariant($"{i.IssueNumber} {i.Kind}"))];
    }

    /// <summary>The liaison heads his unit, the deputy sits in the leading group, and the stand-in signs for the leader this week.</summary>
    private async Task PeopleAsync(NpgsqlDataSource source, CancellationToken token)
    {
        await using var db = LedgerDb.On(source);
        db.People.AddRange(deputy, standIn);
        await db.SaveChangesAsync(token);
        (await db.Units.FindAsync([scenario.LeadUnit.Id], token))!.HeadId = scenario.Liaison.Id;
        db.Add(new LeadingGroupMember { Id = Guid.NewGuid(), RoundId = scenario.Round.Id, Role = LeadingGroupRole.DeputyHead, Name = deputy.Name, PersonId = deputy.Id, Ordinal = 1 });
        db.Delegations.Add(new Delegation
        {
            Id = Guid.NewGuid(),
            PrincipalId = scenario.Leader.Id,
            DelegateId = standIn.Id,
            From = Scenario.Today,
            Until = Scenario.Today.AddDays(7),
            MadeAt = Scenario.Now,
        });
        await db.SaveChangesAsync(token);
    }

    private Issue AtStep(int number, SignOffStepKind kind, Actor? applicant = null)
    {
        var issue = Done(number);
        RequestSignOff.Apply(issue, new SignOffRequested(1, "已完成"), applicant ?? scenario.LiaisonActor, Scenario.Now);
        OpenSignOffStep.Apply(DecideSignOff.Pending(issue)!, kind, $"{kind}", null, Scenario.Now);
        return issue;
    }

    private Issue Extending(int number, bool granted)
    {
        var issue = Accepted(number);
        var asked = ExtendDeadline.Ask(issue, 1, Scenario.Today.AddDays(90), "汛期影响施工", scenario.LiaisonActor, new SignOffSettings()).Value!;
        var request = ExtendDeadline.Apply(issue, asked, scenario.LiaisonActor, Scenario.Now);
        if (granted)
        {
            var parties = new SignOffParties(new SignOffSettings(), new HashSet<Guid>(), []);
            ExtendDeadline.Apply(issue, request, ExtendDeadline.Decide(issue, request, true, null, Scenario.Office, parties).Value!, Scenario.Office, Scenario.Now);
        }

        return issue;
    }

    private Issue LookedBack(int number, bool begun, int days)
    {
        var issue = Done(number);
        (issue.Status, issue.SignedOffAt) = (IssueStatus.SignedOff, Scenario.Now);
        LookBackOn.Plan(issue, Scenario.Today, days, Scenario.Now).OpenedAt = begun ? Scenario.Now : null;
        return issue;
    }

    private Issue Done(int number)
    {
        var issue = Accepted(number);
        CompleteMeasure.Apply(issue, new MeasureCompleted(1, Scenario.Today));
        return issue;
    }

    private Issue Accepted(int number)
    {
        var issue = scenario.Assigned(number, measures: 1);
        (issue.AcceptedAt, issue.AcceptedByName) = (Scenario.Now, "王示范");
        return issue;
    }
}
