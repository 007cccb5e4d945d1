namespace Ledger.Rounds;

/// <summary>Rank in the leading group (领导小组).</summary>
public enum LeadingGroupRole
{
    /// <summary>组长: one per round.</summary>
    Head,

    /// <summary>第一副组长: at most one per round.</summary>
    FirstDeputy,

    /// <summary>副组长.</summary>
    DeputyHead,

    /// <summary>成员: the principal of a member unit.</summary>
    Member,
}

/// <summary>A line of the leading group's roster, as printed in part one of the notice.</summary>
public sealed class LeadingGroupMember
{
    public required Guid Id { get; init; }

    public required Guid RoundId { get; init; }

    public required LeadingGroupRole Role { get; init; }

    /// <summary>Whether who sits here can approve a sign-off: the head and the deputies do.</summary>
    public bool Approves => Role != LeadingGroupRole.Member;

    public required string Name { get; set; }

    public string? Title { get; set; }

    /// <summary>The person, once the roster knows him; a name read from a notice has none.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>The unit a <see cref="LeadingGroupRole.Member"/> stands for.</summary>
    public Guid? UnitId { get; set; }

    /// <summary>Place in the printed order within the role, from 1.</summary>
    public required int Ordinal { get; init; }
}
