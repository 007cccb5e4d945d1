using Host.Accounts;
using Host.Accounts.Managing;
using Ledger.History;
using Ledger.Refusals;
using Ledger.Units;
using Ledger.Units.History;

namespace Host.Tests.Accounts.Managing;

public sealed class AccountRulesTests
{
    private static readonly Actor Office = new(Guid.NewGuid().ToString(), "整改办甲", Role.Office);

    private static readonly Actor Liaison = new(Guid.NewGuid().ToString(), "联络员", Role.Liaison);

    private readonly Person person = new() { Id = Guid.NewGuid(), Name = "王示范", Title = "局长", Email = "wang@city.example", UnitId = Guid.NewGuid() };

    [Fact]
    public void Somebody_of_the_roster_is_invited_once()
    {
        Assert.Equal(new AccountInvited("wang", Role.Liaison), Invite().Value);
        Refused("AlreadyHasAnAccount", Invite(hasAccount: true));
        Refused("UserNameTaken", Invite(nameTaken: true));
        Refused("UserNameUnusable", Invite(userName: ""));
        Refused("OnlyTheOffice", AccountRules.Invite(person, false, "wang", false, Role.Liaison, Liaison));
    }

    [Fact]
    public void Who_left_or_has_no_unit_is_not_invited_as_a_liaison()
    {
        person.UnitId = null;
        Refused("LiaisonNeedsAUnit", Invite());
        Assert.False(AccountRules.Invite(person, false, "wang", false, Role.Leader, Office).IsRefused);

        person.LeftOn = new DateOnly(2026, 3, 2);
        Refused("HasLeft", AccountRules.Invite(person, false, "wang", false, Role.Leader, Office));
    }

    [Fact]
    public void A_link_goes_to_an_open_account_of_somebody_on_the_roster()
    {
        Assert.Equal(new InvitationSentAgain("wang"), AccountRules.SendLink(Account(), person, Office).Value);
        Assert.Equal(new PasswordLinkSent("wang"), AccountRules.SendLink(Account(password: "x"), person, Office).Value);
        Refused("NobodyToWriteTo", AccountRules.SendLink(Account(), null, Office));
        Refused("AccountIsClosed", AccountRules.SendLink(Account(closed: true), person, Office));
    }

    [Fact]
    public void Nobody_closes_himself_and_the_last_of_the_office_stays()
    {
        var own = Account(Role.Office);
        var self = Office with { Id = own.Id.ToString() };

        Refused("NobodyClosesHisOwnAccount", AccountRules.Close(own, 2, self));
        Refused("NobodyChangesHisOwnRole", AccountRules.ChangeRole(own, person, Role.Leader, 2, self));
        Refused("LastOfficeAccount", AccountRules.Close(own, 1, Office));
        Refused("LastOfficeAccount", AccountRules.ChangeRole(own, person, Role.Leader, 1, Office));
        Assert.False(AccountRules.Close(own, 2, Office).IsRefused);
        Assert.False(AccountRules.Close(Account(), 1, Office).IsRefused);
    }

    [Fact]
    public void What_is_closed_can_be_opened_and_nothing_else()
    {
        Refused("AccountIsClosed", AccountRules.Close(Account(closed: true), 2, Office));
        Refused("AccountIsOpen", AccountRules.Reopen(Account(), person, Office));
        Assert.False(AccountRules.Reopen(Account(closed: true), person, Office).IsRefused);
    }

    [Fact]
    public void One_ties_ones_own_account_to_oneself_only()
    {
        var own = Account(Role.Office);
        var self = Office with { Id = own.Id.ToString() };

        Assert.Equal(new AccountTied("wang"), AccountRules.Tie(own, person, false, self).Value);
        Refused("AlreadyHasAnAccount", AccountRules.Tie(own, person, true, self));
        Refused("OnlyTheOffice", AccountRules.Tie(own, person, false, Office));
        own.PersonId = Guid.NewGuid();
        Refused("AccountHasAPerson", AccountRules.Tie(own, person, false, self));
    }

    private static Account Account(Role role = Role.Liaison, string? password = null, bool closed = false) => new()
    {
        Id = Guid.NewGuid(),
        UserName = "wang",
        DisplayName = "王示范",
        Role = role,
        PasswordHash = password,
        ClosedAt = closed ? DateTimeOffset.UnixEpoch : null,
    };

    private Outcome<AccountInvited> Invite(string userName = "wang", bool hasAccount = false, bool nameTaken = false) =>
        AccountRules.Invite(person, hasAccount, userName, nameTaken, Role.Liaison, Office);

    private static void Refused<T>(string code, Outcome<T> decision)
        where T : notnull => Assert.Equal(code, decision.Refusal?.Code);
}
