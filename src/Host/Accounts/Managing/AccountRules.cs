using Ledger.History;
using Ledger.Refusals;
using Ledger.Units;
using Ledger.Units.History;
using static Host.Accounts.Managing.AccountRefusals;
using static Ledger.Refusals.Refusals;

namespace Host.Accounts.Managing;

/// <summary>What the office may do to accounts. Pure: what a rule looks at is handed to it.</summary>
public static class AccountRules
{
    private const int LongestUserName = 100;

    /// <summary>An account for somebody of the roster who has none yet.</summary>
    /// <param name="userName">Tidied.</param>
    public static Outcome<AccountInvited> Invite(Person person, bool hasAccount, string userName, bool nameTaken, Role role, Actor actor)
    {
        if (actor.Role != Role.Office)
        {
            return OnlyTheOffice;
        }

        if (person.LeftOn is not null)
        {
            return RosterRefusals.HasLeft(person.Name);
        }

        if (hasAccount)
        {
            return AlreadyHasAnAccount(person.Name);
        }

        if (userName.Length is 0 or > LongestUserName)
        {
            return UserNameUnusable;
        }

        if (nameTaken)
        {
            return UserNameTaken(userName);
        }

        return RefuseRole(person, role) is { } refusal ? refusal : new AccountInvited(userName, role);
    }

    /// <summary>A link to set the password goes out: again to who was invited, or to who has forgotten it.</summary>
    public static Outcome<RosterEvent> SendLink(Account account, Person? person, Actor actor)
    {
        if (actor.Role != Role.Office)
        {
            return OnlyTheOffice;
        }

        if (account.ClosedAt is not null)
        {
            return AccountIsClosed;
        }

        if (person is null)
        {
            return NobodyToWriteTo;
        }

        if (person.LeftOn is not null)
        {
            return RosterRefusals.HasLeft(person.Name);
        }

        return account.PasswordHash is null ? new InvitationSentAgain(account.UserName!) : new PasswordLinkSent(account.UserName!);
    }

    /// <summary>What the account may do from now on.</summary>
    /// <param name="openOfficeAccounts">Open accounts of the office, this one counted if it is one.</param>
    public static Outcome<AccountRoleChanged> ChangeRole(Account account, Person? person, Role role, int openOfficeAccounts, Actor actor)
    {
        if (actor.Role != Role.Office)
        {
            return OnlyTheOffice;
        }

        if (IsOwn(account, actor))
        {
            return NobodyChangesHisOwnRole;
        }

        if (role != Role.Office && IsLastOffice(account, openOfficeAccounts))
        {
            return LastOfficeAccount;
        }

        return RefuseRole(person, role) is { } refusal ? refusal : new AccountRoleChanged(account.UserName!, account.Role, role);
    }

    /// <inheritdoc cref="ChangeRole"/>
    public static Outcome<AccountClosed> Close(Account account, int openOfficeAccounts, Actor actor)
    {
        if (actor.Role != Role.Office)
        {
            return OnlyTheOffice;
        }

        if (account.ClosedAt is not null)
        {
            return AccountIsClosed;
        }

        if (IsOwn(account, actor))
        {
            return NobodyClosesHisOwnAccount;
        }

        return IsLastOffice(account, openOfficeAccounts) ? LastOfficeAccount : new AccountClosed(account.UserName!);
    }

    /// <summary>A closed account opens again, with the password it had.</summary>
    public static Outcome<AccountReopened> Reopen(Account account, Person? person, Actor actor)
    {
        if (actor.Role != Role.Office)
        {
            return OnlyTheOffice;
        }

        if (account.ClosedAt is null)
        {
            return AccountIsOpen;
        }

        return person?.LeftOn is not null ? RosterRefusals.HasLeft(person.Name) : new AccountReopened(account.UserName!);
    }

    /// <summary>The actor's own account, made before there was a roster, is tied to the person he is.</summary>
    public static Outcome<AccountTied> Tie(Account own, Person person, bool hasAccount, Actor actor)
    {
        if (actor.Role != Role.Office || !IsOwn(own, actor))
        {
            return OnlyTheOffice;
        }

        if (own.PersonId is not null)
        {
            return AccountHasAPerson;
        }

        if (person.LeftOn is not null)
        {
            return RosterRefusals.HasLeft(person.Name);
        }

        return hasAccount ? AlreadyHasAnAccount(person.Name) : new AccountTied(own.UserName!);
    }

    private static Refusal? RefuseRole(Person? person, Role role)
    {
        if (!Enum.IsDefined(role))
        {
            return RoleUnknown;
        }

        return role == Role.Liaison && person?.UnitId is null ? LiaisonNeedsAUnit(person?.Name ?? "—") : null;
    }

    private static bool IsOwn(Account account, Actor actor) => string.Equals(account.Id.ToString(), actor.Id, StringComparison.Ordinal);

    private static bool IsLastOffice(Account account, int openOfficeAccounts) =>
        account is { Role: Role.Office, ClosedAt: null } && openOfficeAccounts <= 1;
}
