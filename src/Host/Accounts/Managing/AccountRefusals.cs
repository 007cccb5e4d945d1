using Ledger.Refusals;

namespace Host.Accounts.Managing;

/// <summary>Every refusal the rules about accounts can give, one line each. Their texts stand with the others in <c>RefusalTexts</c>.</summary>
public static class AccountRefusals
{
    public static Refusal AccountNotFound { get; } = new("AccountNotFound", RefusalKind.NotFound);
    public static Refusal AlreadyHasAnAccount(string name) => new("AlreadyHasAnAccount", RefusalKind.Conflict, name);
    public static Refusal UserNameUnusable { get; } = new("UserNameUnusable", RefusalKind.Invalid);
    public static Refusal UserNameTaken(string userName) => new("UserNameTaken", RefusalKind.Conflict, userName);
    public static Refusal RoleUnknown { get; } = new("RoleUnknown", RefusalKind.Invalid);
    public static Refusal LiaisonNeedsAUnit(string name) => new("LiaisonNeedsAUnit", RefusalKind.Invalid, name);
    public static Refusal NobodyClosesHisOwnAccount { get; } = new("NobodyClosesHisOwnAccount", RefusalKind.Forbidden);
    public static Refusal NobodyChangesHisOwnRole { get; } = new("NobodyChangesHisOwnRole", RefusalKind.Forbidden);
    public static Refusal LastOfficeAccount { get; } = new("LastOfficeAccount", RefusalKind.Conflict);
    public static Refusal AccountIsClosed { get; } = new("AccountIsClosed", RefusalKind.Conflict);
    public static Refusal AccountIsOpen { get; } = new("AccountIsOpen", RefusalKind.Conflict);
    public static Refusal NobodyToWriteTo { get; } = new("NobodyToWriteTo", RefusalKind.Conflict);
    public static Refusal AccountHasAPerson { get; } = new("AccountHasAPerson", RefusalKind.Conflict);
}
