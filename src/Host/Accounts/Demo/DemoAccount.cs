using Ledger.History;

namespace Host.Accounts.Demo;

/// <summary>One account of the demonstration; only in Development, and shown on the sign-in page with its password.</summary>
public sealed record DemoAccount
{
    public required string UserName { get; init; }

    public required string Password { get; init; }

    public required Role Role { get; init; }
}

/// <summary>The demo accounts that exist; none outside Development.</summary>
public sealed record DemoAccountsShown(IReadOnlyList<DemoAccount> Accounts);
