namespace Host.Accounts.SettingUp;

/// <summary>A link that makes the first office account: printed on the console once, good for one use and one day.</summary>
public sealed class SetUpLink
{
    /// <summary>SHA-256 of the token; the token itself stands only in the printed link.</summary>
    public required byte[] TokenHash { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}
