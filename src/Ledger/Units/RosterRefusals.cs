using Ledger.Refusals;

namespace Ledger.Units;

/// <summary>Every refusal the roster's rules can give, one line each. Their texts stand with the others in <c>RefusalTexts</c>.</summary>
public static class RosterRefusals
{
    public static Refusal PersonNotFound { get; } = new("PersonNotFound", RefusalKind.NotFound);
    public static Refusal UnitNotFound { get; } = new("UnitNotFound", RefusalKind.NotFound);
    public static Refusal UnitNameMissing { get; } = new("UnitNameMissing", RefusalKind.Invalid);
    public static Refusal UnitNameTaken(string name) => new("UnitNameTaken", RefusalKind.Conflict, name);
    public static Refusal AnotherUnitIsTheOffice(string name) => new("AnotherUnitIsTheOffice", RefusalKind.Conflict, name);
    public static Refusal PersonNameMissing { get; } = new("PersonNameMissing", RefusalKind.Invalid);
    public static Refusal TitleMissing { get; } = new("TitleMissing", RefusalKind.Invalid);
    public static Refusal TextTooLong(int most) => new("TextTooLong", RefusalKind.Invalid, most);
    public static Refusal AddressUnusable(string address) => new("AddressUnusable", RefusalKind.Invalid, address);
    public static Refusal AddressTaken(string address, string name) => new("AddressTaken", RefusalKind.Conflict, address, name);
    public static Refusal LanguageUnknown { get; } = new("LanguageUnknown", RefusalKind.Invalid);
    public static Refusal UnitNotOnTheRoster(string name) => new("UnitNotOnTheRoster", RefusalKind.Invalid, name);
    public static Refusal StillServesHisUnit(string name, string unit) => new("StillServesHisUnit", RefusalKind.Conflict, name, unit);
    public static Refusal HasLeft(string name) => new("HasLeft", RefusalKind.Conflict, name);
    public static Refusal HasNotLeft(string name) => new("HasNotLeft", RefusalKind.Conflict, name);
    public static Refusal BelongsToTheUnit(string name, string unit) => new("BelongsToTheUnit", RefusalKind.Invalid, name, unit);
    public static Refusal AlreadyLiaison(string name) => new("AlreadyLiaison", RefusalKind.Conflict, name);
    public static Refusal NotALiaison(string name) => new("NotALiaison", RefusalKind.Conflict, name);
    public static Refusal LastLiaison(string unit) => new("LastLiaison", RefusalKind.Conflict, unit);
    public static Refusal HeadNeedsASuccessor(string unit) => new("HeadNeedsASuccessor", RefusalKind.Conflict, unit);
    public static Refusal SeatNotFound { get; } = new("SeatNotFound", RefusalKind.NotFound);
    public static Refusal LeaderNeedsASuccessor(int issues) => new("LeaderNeedsASuccessor", RefusalKind.Conflict, issues);
    public static Refusal SuccessorUnfit { get; } = new("SuccessorUnfit", RefusalKind.Invalid);
    public static Refusal NobodyLeavesByHimself { get; } = new("NobodyLeavesByHimself", RefusalKind.Forbidden);
    public static Refusal TheOfficeStays { get; } = new("TheOfficeStays", RefusalKind.Conflict);
    public static Refusal UnitHasOpenIssues(int issues) => new("UnitHasOpenIssues", RefusalKind.Conflict, issues);
    public static Refusal UnitHasPeople(int people) => new("UnitHasPeople", RefusalKind.Conflict, people);
}
