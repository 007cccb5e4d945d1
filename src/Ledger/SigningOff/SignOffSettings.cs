namespace Ledger.SigningOff;

/// <summary>Whose agreement is needed where an issue has several lead leaders.</summary>
public enum LeaderQuorum
{
    /// <summary>Every one of them agrees.</summary>
    All,

    /// <summary>One of them is enough.</summary>
    Any,
}

/// <summary>When the office must have been on site before it agrees.</summary>
public enum SiteCheckRule
{
    /// <summary>When somebody asked for it.</summary>
    WhenAsked,

    /// <summary>At every request.</summary>
    Always,
}

/// <summary>Who gives the second word on an extension, after the office.</summary>
public enum ExtensionApprover
{
    LeadLeader,

    LeadingGroup,
}

/// <summary>How a round signs off, extends and looks back. There is no national rule: the office sets it per round.</summary>
public sealed record SignOffSettings
{
    public LeaderQuorum LeadLeaders { get; init; } = LeaderQuorum.All;

    public SiteCheckRule SiteCheck { get; init; } = SiteCheckRule.WhenAsked;

    /// <summary>Whether a request needs evidence for every measure that is done; new rounds do, those from before it could be set do not.</summary>
    public bool EvidenceForEveryMeasure { get; init; }

    /// <summary>How often one measure's deadline may be moved.</summary>
    public int ExtensionsPerMeasure { get; init; } = 2;

    public ExtensionApprover ExtensionsApprovedBy { get; init; } = ExtensionApprover.LeadLeader;

    /// <summary>Days after signing off at which the look-back is due.</summary>
    public int LookBackAfterDays { get; init; } = 180;

    /// <summary>How many megabytes of files a round may hold.</summary>
    public int QuotaMegabytes { get; init; } = 20_000;
}
