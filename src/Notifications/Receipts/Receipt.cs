namespace Notifications.Receipts;

/// <summary>Somebody asked to sign for something, and whether he has.</summary>
/// <param name="SignedBy">How: by the link from which network address, or in which account's name.</param>
public sealed record Receipt(
    Guid Id, string Subject, string Address, string Name, DateTimeOffset OfferedAt, DateTimeOffset ExpiresAt,
    DateTimeOffset? SignedAt, string? SignedBy);
