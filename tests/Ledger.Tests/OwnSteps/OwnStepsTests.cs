using Ledger.Delegating;
using Ledger.History;
using Ledger.OwnSteps;
using Ledger.SigningOff;
using Ledger.Storage;
using Ledger.Units;
using Ledger.Working;

namespace Ledger.Tests.OwnSteps;

public sealed class OwnStepsTests
{
    private static readonly Person Boss = new() { Id = Guid.NewGuid(), Name = "赵示范", Title = "局长", Email = "boss@city.example" };

    private static readonly Person Deputy = new() { Id = Guid.NewGuid(), Name = "孙示范", Title = "市委副书记", Email = "deputy@city.example" };

    private readonly Scenario scenario = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Actor Head => new("head-1", Boss.Name, Role.Liaison, scenario.LeadUnit.Id, Boss.Id);

    private Actor Leader => new("leader-1", scenario.Leader.Name, Role.Leader, null, scenario.Leader.Id);

    [Theory]
    [InlineData(StepParty.Office, "office", null)]
    [InlineData(StepParty.Office, "leader", "OnlyTheOffice")]
    [InlineData(StepParty.LeadUnit, "liaison", null)]
    [InlineData(StepParty.LeadUnit, "office", null)]
    [InlineData(StepParty.LeadUnit, "leader", "OnlyTheLeadUnit")]
    [InlineData(StepParty.UnitHead, "head", null)]
    [InlineData(StepParty.UnitHead, "liaison", "OnlyTheHeadOfTheUnit")]
    [InlineData(StepParty.LeadLeaders, "leader", null)]
    [InlineData(StepParty.LeadLeaders, "office", "OnlyTheLeadLeaders")]
    [InlineData(StepParty.LeadingGroup, "deputy", null)]
    [InlineData(StepParty.LeadingGroup, "stand-in", null)]
    [InlineData(StepParty.LeadingGroup, "leader", "OnlyTheLeadingGroup")]
    public void Whom_the_drawing_names_decides_and_nobody_else(StepParty party, string who, string? refusal)
    {
        var issue = scenario.Assigned();
        (scenario.LeadUnit.HeadId, issue.LeadUnit) = (Boss.Id, scenario.LeadUnit);
        var actor = who switch
        {
            "office" => Scenario.Office,
            "liaison" => scenario.LiaisonActor,
            "head" => Head,
            "leader" => Leader,
            _ => new Actor(who, who, Role.Leader, null, who == "deputy" ? Deputy.Id : Guid.NewGuid()),
        };
        Principal[] principals = who == "stand-in" ? [new Principal(Deputy.Id, Deputy.Name)] : [];

        var decided = DecideOwnStep.Decide(issue, Step(issue.Id, party), new Verdict(true, " 同意 "), actor, new SignOffParties(new SignOffSettings(), new HashSet<Guid> { Deputy.Id }, principals));

        Assert.Equal(refusal, decided.IsRefused ? decided.Refusal.Code : null);
        if (refusal is null)
        {
            Assert.Equal(new OwnStepDecided("第二意见", true, "同意", who == "stand-in" ? Deputy.Name : null), decided.Value);
        }
    }

    [Fact]
    public void Where_the_one_who_is_named_is_not_there_the_office_decides()
    {
        var issue = scenario.Registered();
        var nobody = new SignOffParties(new SignOffSettings(), new HashSet<Guid>(), []);

        Assert.All(Enum.GetValues<StepParty>(), party =>
            Assert.False(DecideOwnStep.Decide(issue, Step(issue.Id, party), new Verdict(true), Scenario.Office, nobody).IsRefused));
    }

    [Theory]
    [InlineData(StepParty.Office, 0)]
    [InlineData(StepParty.LeadUnit, 0)]
    [InlineData(StepParty.LeadLeaders, 1)]
    [InlineData(StepParty.LeadingGroup, 1)]
    public void Office_and_lead_unit_are_asked_as_such_and_not_as_persons(StepParty party, int persons) =>
        Assert.Equal(persons, DecideOwnStep.Persons(scenario.Assigned(), party, new SignOffParties(new SignOffSettings(), new HashSet<Guid> { Deputy.Id }, [])).Count);

    [Fact]
    public void A_return_needs_its_reason_and_what_is_decided_or_dropped_stays_so()
    {
        var issue = scenario.Registered();
        var step = Step(issue.Id, StepParty.Office);
        var parties = new SignOffParties(new SignOffSettings(), new HashSet<Guid>(), []);
        string? Refusal(Verdict verdict) => DecideOwnStep.Decide(issue, step, verdict, Scenario.Office, parties) is { IsRefused: true } refused ? refused.Refusal.Code : null;

        Assert.Equal("ReturnNeedsAReason", Refusal(new Verdict(false, " ")));
        Assert.Equal("NothingToDecide", Refusal(new Verdict(false, "撤回", Withdrawn: true)));
        DecideOwnStep.Apply(step, new OwnStepDecided(step.TaskName, false, "数据不符"), Scenario.Office, Scenario.Now);
        Assert.Equal((OwnStepOutcome.Returned, Scenario.Office.Name), (step.Outcome, step.DecidedByName));
        Assert.Equal("OwnStepDecidedBy", Refusal(new Verdict(true)));
        (step.Outcome, step.DecidedByName) = (OwnStepOutcome.Dropped, null);
        Assert.Equal("OwnStepDropped", Refusal(new Verdict(true)));
    }

    [Fact]
    public async Task It_is_work_of_whom_it_waits_for_with_its_day()
    {
        await using var database = await Scenario.DatabaseAsync(Token);
        var (first, second) = (scenario.Assigned(1), scenario.Assigned(2));
        await scenario.StoreAsync(database.DataSource, Token, first, second);
        await using (var db = LedgerDb.On(database.DataSource))
        {
            db.AddRange(
                Step(first.Id, StepParty.Office, Scenario.Today.AddDays(3)), Step(first.Id, StepParty.LeadUnit), Step(first.Id, StepParty.LeadLeaders),
                Step(second.Id, StepParty.Office, Scenario.Today.AddDays(90)), Closed(Step(second.Id, StepParty.Office)));
            await db.SaveChangesAsync(Token);
        }

        Assert.Equal([(1, Scenario.Today.AddDays(3)), (1, null)], await WorkAsync(Scenario.Office));
        Assert.Equal([(1, (DateOnly?)null)], await WorkAsync(scenario.LiaisonActor));
        Assert.Equal([(1, (DateOnly?)null)], await WorkAsync(Leader));
        Assert.Empty(await WorkAsync(scenario.LiaisonActor with { UnitId = scenario.OtherUnit.Id }));

        async Task<IEnumerable<(int?, DateOnly?)>> WorkAsync(Actor actor)
        {
            await using var db = LedgerDb.On(database.DataSource);
            var work = await new WorkList([new OwnStepsToDecide()]).ReadAsync(db, actor, Scenario.Today, Scenario.Today.AddDays(60), Token);
            Assert.All(work, item => Assert.StartsWith("第二意见：", item.Subject, StringComparison.Ordinal));
            return [.. work.Select(i => (i.IssueNumber, i.DueOn))];
        }
    }

    private static OwnStep Step(Guid issue, StepParty party, DateOnly? dueOn = null) => new()
    {
        Id = Guid.NewGuid(),
        IssueId = issue,
        TaskId = Guid.NewGuid().ToString(),
        TaskName = "第二意见",
        Party = party,
        DueOn = dueOn,
        OpenedAt = Scenario.Now,
    };

    private static OwnStep Closed(OwnStep step)
    {
        DecideOwnStep.Apply(step, new OwnStepDecided(step.TaskName, true, null), Scenario.Office, Scenario.Now);
        return step;
    }
}
