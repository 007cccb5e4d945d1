namespace Host.Tests.Reach;

/// <summary>
/// Who may enter which address, before anybody looks at what lies behind it. One table for the whole house: an address that
/// stands in no row fails the tests. Only what is the office's, and what browsers fetch beside a page, is named by its beginning.
/// </summary>
internal static class WhoMay
{
    public static readonly string[] Accounts = ["stranger", "liaison", "head", "leader", "group", "office", "key"];

    private static readonly string[] SignedIn = [.. Accounts.Except(["stranger"])];

    private static readonly string[] OfficeAndUnits = ["office", "key", "liaison", "head"];

    private static readonly string[] Office = ["office", "key"];

    private static readonly (string Address, string[] Accounts)[] Table =
    [
        ("css/**", Accounts), ("js/**", Accounts), ("lib/**", Accounts), ("icon**", Accounts),
        ("health/live", Accounts), ("health/ready", Accounts), ("openapi/{documentName}.json", Accounts),
        ("account/signin", Accounts), ("account/signout", Accounts), ("account/setup", Accounts), ("account/newpassword", Accounts),
        ("error/{code:int?}", Accounts), ("language", Accounts), ("receipt/{token}", Accounts), ("calendar/{secret}.ics", Accounts),
        ("elsa/api/identity/login", Accounts),

        ("", SignedIn), ("index", SignedIn), ("account/password", SignedIn), ("account/mails", SignedIn), ("delegations", SignedIn),
        ("issues", SignedIn), ("issues/index", SignedIn), ("issues/{id:guid}", SignedIn), ("issues/{id:guid}/open-step", SignedIn),
        ("issues/{id:guid}/ladder", SignedIn), ("work", SignedIn), ("work/index", SignedIn),
        ("supervision/{id:guid?}", SignedIn), ("supervision/{weekId:guid}/{issueId:guid}", SignedIn),
        ("scheduling", SignedIn), ("scheduling/index", SignedIn), ("scheduling/{id:guid}", SignedIn),
        ("letters", SignedIn), ("letters/index", SignedIn), ("letters/{id:guid}", SignedIn), ("files/{id:guid}", SignedIn),
        ("api/issues", SignedIn), ("api/issues/{issue}", SignedIn), ("api/mails", SignedIn), ("api/mails/proof", SignedIn),

        ("mails", OfficeAndUnits), ("mails/index", OfficeAndUnits), ("mails/{id:guid}", OfficeAndUnits),

        ("mails/inbox", Office), ("mails/wording", Office), ("mails/wording/{kind}", Office), ("letters/new/{issueId:guid}", Office),
        ("import", Office), ("import/index", Office), ("settings**", Office), ("studio**", Office), ("workflows/**", Office),
        ("hangfire**", Office), ("elsa/api/**", Office), ("elsa/hubs/**", Office),
    ];

    /// <summary>The accounts that may enter <paramref name="pattern"/>; null where no row speaks of it.</summary>
    public static string[]? Of(string pattern) =>
        Table.Where(row => Covers(row.Address, pattern.Trim('/'))).Select(row => row.Accounts).FirstOrDefault();

    /// <summary>Rows that speak of none of <paramref name="patterns"/>.</summary>
    public static IEnumerable<string> Idle(IReadOnlyCollection<string> patterns) =>
        Table.Select(row => row.Address).Where(address => !patterns.Any(pattern => Covers(address, pattern.Trim('/'))));

    private static bool Covers(string address, string pattern) => address.EndsWith("**", StringComparison.Ordinal)
        ? pattern.StartsWith(address[..^2], StringComparison.OrdinalIgnoreCase)
        : string.Equals(pattern, address, StringComparison.OrdinalIgnoreCase);
}
