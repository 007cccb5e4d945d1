using System.Text.Json.Serialization;
using Ledger.History;
using Ledger.Rounds;

namespace Ledger.Units.History;

/// <summary>
/// Everything that can stand in the roster's history, with names as they stood then. The kind is the JSON's <c>kind</c>; a kind is
/// never renamed.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(UnitAdded), "unit-added")]
[JsonDerivedType(typeof(UnitChanged), "unit-changed")]
[JsonDerivedType(typeof(UnitRemoved), "unit-removed")]
[JsonDerivedType(typeof(PersonAdded), "person-added")]
[JsonDerivedType(typeof(PersonChanged), "person-changed")]
[JsonDerivedType(typeof(PersonLeft), "person-left")]
[JsonDerivedType(typeof(PersonReturned), "person-returned")]
[JsonDerivedType(typeof(HeadAppointed), "head-appointed")]
[JsonDerivedType(typeof(SeatFilled), "seat-filled")]
[JsonDerivedType(typeof(LiaisonAppointed), "liaison-appointed")]
[JsonDerivedType(typeof(LiaisonDismissed), "liaison-dismissed")]
[JsonDerivedType(typeof(AccountInvited), "account-invited")]
[JsonDerivedType(typeof(InvitationSentAgain), "invitation-sent-again")]
[JsonDerivedType(typeof(PasswordLinkSent), "password-link-sent")]
[JsonDerivedType(typeof(AccountTied), "account-tied")]
[JsonDerivedType(typeof(AccountRoleChanged), "account-role-changed")]
[JsonDerivedType(typeof(AccountClosed), "account-closed")]
[JsonDerivedType(typeof(AccountReopened), "account-reopened")]
public abstract record RosterEvent;

public sealed record UnitAdded(UnitFacts Unit) : RosterEvent;

public sealed record UnitChanged(UnitFacts From, UnitFacts To) : RosterEvent;

public sealed record UnitRemoved(string Name) : RosterEvent;

/// <summary>What is written down of a unit.</summary>
public sealed record UnitFacts(string Name, bool IsOffice);

public sealed record PersonAdded(PersonFacts Person) : RosterEvent;

public sealed record PersonChanged(PersonFacts From, PersonFacts To) : RosterEvent;

/// <summary>What is written down of a person.</summary>
public sealed record PersonFacts(string Name, string Title, string Email, string Culture, string? Unit);

/// <param name="HeadOf">Units he headed.</param>
/// <param name="LiaisonOf">Units he was liaison of.</param>
/// <param name="Issues">Numbers of the open issues he led.</param>
public sealed record PersonLeft(
    string Name, string? Successor, IReadOnlyList<string> HeadOf, IReadOnlyList<string> LiaisonOf, IReadOnlyList<int> Issues) : RosterEvent;

public sealed record PersonReturned(string Name) : RosterEvent;

/// <param name="Name">Null when the post falls vacant.</param>
/// <param name="Before">Who held it before.</param>
public sealed record HeadAppointed(string Unit, string? Name, string? Before) : RosterEvent;

/// <param name="Before">The name that stood there before; null where the seat is new.</param>
public sealed record SeatFilled(LeadingGroupRole Role, string Name, string? Before) : RosterEvent;

public sealed record LiaisonAppointed(string Unit, string Name) : RosterEvent;

public sealed record LiaisonDismissed(string Unit, string Name) : RosterEvent;

public sealed record AccountInvited(string UserName, Role Role) : RosterEvent;

public sealed record InvitationSentAgain(string UserName) : RosterEvent;

public sealed record PasswordLinkSent(string UserName) : RosterEvent;

/// <summary>An account that stood alone, as the first office account does, now belongs to this person.</summary>
public sealed record AccountTied(string UserName) : RosterEvent;

public sealed record AccountRoleChanged(string UserName, Role From, Role To) : RosterEvent;

public sealed record AccountClosed(string UserName) : RosterEvent;

public sealed record AccountReopened(string UserName) : RosterEvent;
