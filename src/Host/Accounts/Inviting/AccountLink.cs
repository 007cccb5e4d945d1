namespace Host.Accounts.Inviting;

/// <summary>A link by which the owner of an account sets its password: on being invited, or when the old one is forgotten. Good for one use.</summary>
public sealed class AccountLink
{
    /// <summary>SHA-256 of the token; the token itself stands only in the mail.</summary>
    public required byte[] TokenHash { get; init; }

    public required Guid AccountId { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}
