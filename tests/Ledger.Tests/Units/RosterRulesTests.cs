using Ledger.Refusals;
using Ledger.Rounds;
using Ledger.Units;
using Ledger.Units.Appointing;
using Ledger.Units.History;
using Ledger.Units.Keeping;
using Ledger.Units.Leaving;
using Ledger.Units.Removing;

namespace Ledger.Tests.Units;

public sealed class RosterRulesTests
{
    private readonly Scenario scenario = new();

    private Unit Unit => scenario.LeadUnit;

    [Theory]
    [InlineData("", "UnitNameMissing")]
    [InlineData("市财政局", "UnitNameTaken")]
    public void A_unit_has_a_name_of_its_own(string name, string refusal) =>
        Refused(refusal, KeepUnit.Decide(Unit, new UnitFacts(name, false), [Unit, scenario.OtherUnit], Scenario.Office));

    [Fact]
    public void A_unit_may_take_the_name_of_one_that_was_removed_and_keeps_its_own()
    {
        scenario.OtherUnit.RemovedOn = Scenario.Today;

        Assert.False(KeepUnit.Decide(null, new UnitFacts(scenario.OtherUnit.Name, false), [scenario.OtherUnit], Scenario.Office).IsRefused);
        Assert.False(KeepUnit.Decide(Unit, new UnitFacts(Unit.Name, false), [Unit], Scenario.Office).IsRefused);
    }

    [Fact]
    public void There_is_one_office()
    {
        scenario.OtherUnit.IsOffice = true;

        Refused("AnotherUnitIsTheOffice", KeepUnit.Decide(Unit, new UnitFacts(Unit.Name, true), [scenario.OtherUnit], Scenario.Office));
    }

    [Theory]
    [InlineData("", "局长", "a@b.example", "zh-CN", "PersonNameMissing")]
    [InlineData("王", "", "a@b.example", "zh-CN", "TitleMissing")]
    [InlineData("王", "局长", "not an address", "zh-CN", "AddressUnusable")]
    [InlineData("王", "局长", "a@b@c.example", "zh-CN", "AddressUnusable")]
    [InlineData("王", "局长", "a@b.example", "fr", "LanguageUnknown")]
    public void A_person_is_written_down_whole(string name, string title, string email, string culture, string refusal) =>
        Refused(refusal, Keep(new PersonDetails(name, title, email, culture, null)));

    [Fact]
    public void What_is_typed_is_tidied_before_it_is_judged()
    {
        var tidy = new PersonDetails("　王  示范 ", " 局长\t", " a@b.example ", "zh-CN", "  ").Tidied();

        Assert.Equal(new PersonDetails("王 示范", "局长", "a@b.example", "zh-CN", null), tidy);
    }

    [Fact]
    public void An_address_belongs_to_one_person_until_he_leaves()
    {
        var around = new PersonSurroundings(scenario.Leader, null, []);

        Refused("AddressTaken", Keep(Fit, around));
        scenario.Leader.LeftOn = Scenario.Today;
        Assert.False(Keep(Fit, around).IsRefused);
    }

    [Fact]
    public void The_unit_named_stands_on_the_roster()
    {
        var details = Fit with { Unit = "市某局" };

        Refused("UnitNotOnTheRoster", Keep(details));
        Refused("UnitNotOnTheRoster", Keep(details, new PersonSurroundings(null, new Unit { Id = Guid.NewGuid(), Name = "市某局", RemovedOn = Scenario.Today }, [])));
    }

    [Fact]
    public void Who_speaks_for_a_unit_does_not_move_away_from_it()
    {
        Refused("StillServesHisUnit", KeepPerson.Decide(
            scenario.Liaison, Unit.Name, Fit with { Unit = scenario.OtherUnit.Name }, new PersonSurroundings(null, scenario.OtherUnit, [Unit]), Scenario.Office));
        Assert.False(KeepPerson.Decide(
            scenario.Liaison, Unit.Name, Fit with { Unit = Unit.Name }, new PersonSurroundings(null, Unit, [Unit]), Scenario.Office).IsRefused);
    }

    [Fact]
    public void Head_and_liaison_belong_to_the_unit()
    {
        Refused("BelongsToTheUnit", AppointHead.Decide(Unit, scenario.Liaison, 0, Scenario.Office));
        Refused("BelongsToTheUnit", AppointLiaison.Decide(Unit, scenario.Liaison, Scenario.Office));

        scenario.Liaison.UnitId = Unit.Id;
        Assert.Equal(new HeadAppointed(Unit.Name, scenario.Liaison.Name, null), AppointHead.Decide(Unit, scenario.Liaison, 0, Scenario.Office).Value);
        Assert.Equal(new LiaisonAppointed(Unit.Name, scenario.Liaison.Name), AppointLiaison.Decide(Unit, scenario.Liaison, Scenario.Office).Value);

        scenario.Liaison.LeftOn = Scenario.Today;
        Refused("HasLeft", AppointHead.Decide(Unit, scenario.Liaison, 0, Scenario.Office));
    }

    [Fact]
    public void A_printed_name_in_the_leading_group_becomes_a_person_and_a_deputy_may_be_added()
    {
        var printed = new LeadingGroupMember { Id = Guid.NewGuid(), RoundId = scenario.Round.Id, Role = LeadingGroupRole.Head, Name = "李某", Ordinal = 1 };
        var member = new LeadingGroupMember { Id = Guid.NewGuid(), RoundId = scenario.Round.Id, Role = LeadingGroupRole.Member, Name = "王某", Ordinal = 1 };
        var group = scenario.Round.LeadingGroup;
        group.AddRange([printed, member]);

        Refused("OnlyTheOffice", FillSeat.Decide(group, printed.Id, scenario.Leader, scenario.LiaisonActor));
        Refused("SeatNotFound", FillSeat.Decide(group, member.Id, scenario.Leader, Scenario.Office));
        Refused("SeatNotFound", FillSeat.Decide(group, Guid.NewGuid(), scenario.Leader, Scenario.Office));
        Assert.Equal(new SeatFilled(LeadingGroupRole.Head, scenario.Leader.Name, "李某"), FillSeat.Decide(group, printed.Id, scenario.Leader, Scenario.Office).Value);
        Assert.Equal(new SeatFilled(LeadingGroupRole.DeputyHead, scenario.Leader.Name, null), FillSeat.Decide(group, null, scenario.Leader, Scenario.Office).Value);
        FillSeat.Apply(scenario.Round, printed.Id, scenario.Leader, Scenario.Now);
        FillSeat.Apply(scenario.Round, null, scenario.Liaison, Scenario.Now);
        Assert.Equal((scenario.Leader.Id, scenario.Leader.Name), (printed.PersonId, printed.Name));
        Assert.Equal((LeadingGroupRole.DeputyHead, 1, scenario.Liaison.Id), (group[2].Role, group[2].Ordinal, group[2].PersonId));

        scenario.Leader.LeftOn = Scenario.Today;
        Refused("HasLeft", FillSeat.Decide(group, printed.Id, scenario.Leader, Scenario.Office));
    }

    [Fact]
    public void A_unit_with_open_issues_keeps_a_head_and_a_liaison()
    {
        Unit.Liaisons.Add(scenario.Liaison);

        Refused("HeadNeedsASuccessor", AppointHead.Decide(Unit, null, 1, Scenario.Office));
        Refused("LastLiaison", AppointLiaison.DecideDismissal(Unit, scenario.Liaison, 1, Scenario.Office));
        Assert.False(AppointHead.Decide(Unit, null, 0, Scenario.Office).IsRefused);
        Assert.False(AppointLiaison.DecideDismissal(Unit, scenario.Liaison, 0, Scenario.Office).IsRefused);
        Refused("NotALiaison", AppointLiaison.DecideDismissal(Unit, scenario.Leader, 0, Scenario.Office));
    }

    [Fact]
    public void Who_holds_something_leaves_only_to_a_successor()
    {
        Unit.Liaisons.Add(scenario.Liaison);

        Refused("LeaderNeedsASuccessor", PersonLeaves.Decide(scenario.Leader, null, NoTies with { Led = [scenario.Assigned()] }, Scenario.Office));
        Refused("HeadNeedsASuccessor", PersonLeaves.Decide(scenario.Liaison, null, NoTies with { HeadOf = [(Unit, 1)] }, Scenario.Office));
        Refused("LastLiaison", PersonLeaves.Decide(scenario.Liaison, null, NoTies with { LiaisonOf = [(Unit, 1)] }, Scenario.Office));
        Assert.False(PersonLeaves.Decide(scenario.Liaison, null, NoTies with { LiaisonOf = [(Unit, 0)] }, Scenario.Office).IsRefused);
    }

    [Fact]
    public void The_successor_is_another_of_the_same_place_and_nobody_leaves_by_himself()
    {
        var other = Somebody(Unit.Id);

        Refused("SuccessorUnfit", PersonLeaves.Decide(scenario.Leader, scenario.Leader, NoTies, Scenario.Office));
        Refused("SuccessorUnfit", PersonLeaves.Decide(scenario.Leader, other, NoTies, Scenario.Office));
        Refused("NobodyLeavesByHimself", PersonLeaves.Decide(scenario.Leader, null, NoTies, Scenario.Office with { PersonId = scenario.Leader.Id }));
    }

    [Fact]
    public void A_leaver_hands_over_all_he_holds()
    {
        var successor = Somebody(null);
        var issue = scenario.Assigned();
        var seat = new LeadingGroupMember { Id = Guid.NewGuid(), RoundId = scenario.Round.Id, Role = LeadingGroupRole.DeputyHead, Name = "李示范", PersonId = scenario.Leader.Id, Ordinal = 1 };
        Unit.HeadId = scenario.Leader.Id;
        Unit.Liaisons.Add(scenario.Leader);
        var ties = new Ties([(Unit, 1)], [(Unit, 1)], [issue], [seat]);

        var left = PersonLeaves.Decide(scenario.Leader, successor, ties, Scenario.Office).Value!;
        PersonLeaves.Apply(scenario.Leader, successor, ties, Scenario.Today);

        Assert.Equal((scenario.Leader.Name, successor.Name, Unit.Name, 1), (left.Name, left.Successor, left.HeadOf[0], left.Issues[0]));
        Assert.Equal((Scenario.Today, successor.Id, successor.Id), (scenario.Leader.LeftOn, Unit.HeadId, Unit.Liaisons.Single().Id));
        Assert.Equal((successor.Id, 1), (issue.LeadLeaders.Single().PersonId, issue.LeadLeaders.Single().Ordinal));
        Assert.Equal((successor.Id, successor.Name), (seat.PersonId, seat.Name));
    }

    [Fact]
    public void Who_comes_back_needs_an_address_and_a_unit_that_are_still_his()
    {
        scenario.Liaison.LeftOn = Scenario.Today;

        Refused("AddressTaken", PersonReturns.Decide(scenario.Liaison, scenario.Leader, null, Scenario.Office));
        Refused("UnitNotOnTheRoster", PersonReturns.Decide(scenario.Liaison, null, new Unit { Id = Guid.NewGuid(), Name = "旧局", RemovedOn = Scenario.Today }, Scenario.Office));
        Refused("HasNotLeft", PersonReturns.Decide(scenario.Leader, null, null, Scenario.Office));
        Assert.False(PersonReturns.Decide(scenario.Liaison, null, Unit, Scenario.Office).IsRefused);
    }

    [Fact]
    public void A_unit_is_removed_when_nothing_hangs_on_it()
    {
        Refused("UnitHasOpenIssues", RemoveUnit.Decide(Unit, 0, 1, Scenario.Office));
        Refused("UnitHasPeople", RemoveUnit.Decide(Unit, 2, 0, Scenario.Office));
        Refused("TheOfficeStays", RemoveUnit.Decide(new Unit { Id = Guid.NewGuid(), Name = "整改办", IsOffice = true }, 0, 0, Scenario.Office));
        Assert.False(RemoveUnit.Decide(Unit, 0, 0, Scenario.Office).IsRefused);
    }

    [Fact]
    public void Nobody_but_the_office_touches_the_roster()
    {
        var liaison = scenario.LiaisonActor;

        Refused("OnlyTheOffice", KeepUnit.Decide(null, new UnitFacts("新局", false), [], liaison));
        Refused("OnlyTheOffice", KeepPerson.Decide(null, null, Fit, new PersonSurroundings(null, null, []), liaison));
        Refused("OnlyTheOffice", AppointHead.Decide(Unit, null, 0, liaison));
        Refused("OnlyTheOffice", AppointLiaison.Decide(Unit, scenario.Liaison, liaison));
        Refused("OnlyTheOffice", AppointLiaison.DecideDismissal(Unit, scenario.Liaison, 0, liaison));
        Refused("OnlyTheOffice", PersonLeaves.Decide(scenario.Leader, null, NoTies, liaison));
        Refused("OnlyTheOffice", PersonReturns.Decide(scenario.Leader, null, null, liaison));
        Refused("OnlyTheOffice", RemoveUnit.Decide(Unit, 0, 0, liaison));
    }

    private static PersonDetails Fit => new("王新", "科长", "new@city.example", "zh-CN", null);

    private static Ties NoTies => new([], [], [], []);

    private static Outcome<RosterEvent> Keep(PersonDetails details, PersonSurroundings? around = null) =>
        KeepPerson.Decide(null, null, details, around ?? new PersonSurroundings(null, null, []), Scenario.Office);

    private static Person Somebody(Guid? unit) =>
        new() { Id = Guid.NewGuid(), Name = "赵接任", Title = "副市长", Email = "zhao@city.example", UnitId = unit };

    private static void Refused<T>(string code, Outcome<T> decision)
        where T : notnull => Assert.Equal(code, decision.Refusal?.Code);
}
