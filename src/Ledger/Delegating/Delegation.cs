namespace Ledger.Delegating;

/// <summary>
/// That one person lets another sign for him for a while (委托): a head of a unit, or a leader, who is away. What the delegate
/// signs says for whom.
/// </summary>
public sealed class Delegation
{
    public required Guid Id { get; init; }

    /// <summary>Whose word it is.</summary>
    public required Guid PrincipalId { get; init; }

    public Units.Person? Principal { get; init; }

    /// <summary>Who may give it.</summary>
    public required Guid DelegateId { get; init; }

    public Units.Person? Delegate { get; init; }

    /// <summary>First day, in Asia/Shanghai.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day, included.</summary>
    public required DateOnly Until { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>When it was taken back, if it was.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}
