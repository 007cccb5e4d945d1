using Ledger.History;
using Microsoft.AspNetCore.Identity;

namespace Host.Accounts;

/// <summary>Somebody who can sign in: a role, and the person of the roster he is.</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>As printed in the history when no person of the roster stands behind the account.</summary>
    public required string DisplayName { get; set; }

    public required Role Role { get; set; }

    /// <summary>The person of the roster, whose unit the account speaks for; at most one account per person.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>Language of the pages: <c>zh-CN</c> or <c>en</c>.</summary>
    public string Culture { get; set; } = "zh-CN";

    /// <summary>Since when nobody can sign in with it; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}
