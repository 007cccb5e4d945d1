using Ledger.History;

namespace Host.Accounts.Demo;

/// <summary>One account of the demonstration; only in Development, and shown on the sign-in page with its password.</summary>
public sealed record DemoAccount
{
    public required string UserName { get; init; }

    public required string Password { get; init; }

    public required Role Role { get; init; }

    /// <summary>Who of the role it is, where that matters for what he may sign.</summary>
    public DemoSeat Seat { get; init; }
}

/// <summary>The seat a demo account holds beyond its role.</summary>
public enum DemoSeat
{
    /// <summary>None: a liaison is a liaison, a leader leads issues.</summary>
    Plain,

    /// <summary>The head of the unit whose liaison the demo shows.</summary>
    UnitHead,

    /// <summary>A deputy head of the leading group who leads few of the issues the demo shows, so that he can approve them.</summary>
    LeadingGroup,

    /// <summary>A second person of the office: nobody speaks twice in a request, so a second verification needs him.</summary>
    Colleague,
}

/// <summary>The demo accounts that exist; none outside Development.</summary>
public sealed record DemoAccountsShown(IReadOnlyList<DemoAccount> Accounts);
