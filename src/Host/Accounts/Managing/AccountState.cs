using System.Linq.Expressions;

namespace Host.Accounts.Managing;

/// <summary>Where an account stands.</summary>
public enum AccountState
{
    /// <summary>Opened, but its owner has not yet set a password.</summary>
    Invited,

    Active,

    /// <summary>Nobody can sign in with it.</summary>
    Closed,
}

/// <summary>How the state is read off an account's row.</summary>
public static class AccountStates
{
    /// <summary>The state of one account.</summary>
    public static AccountState Of(Account account) =>
        account.ClosedAt is not null ? AccountState.Closed : account.PasswordHash is null ? AccountState.Invited : AccountState.Active;

    /// <summary>The same as the database sees it.</summary>
    public static Expression<Func<Account, bool>> Is(AccountState state) => state switch
    {
        AccountState.Closed => account => account.ClosedAt != null,
        AccountState.Invited => account => account.ClosedAt == null && account.PasswordHash == null,
        _ => account => account.ClosedAt == null && account.PasswordHash != null,
    };
}
