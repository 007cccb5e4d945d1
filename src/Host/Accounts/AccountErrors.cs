using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace Host.Accounts;

/// <summary>What Identity complains about, in the reader's language.</summary>
internal sealed class AccountErrors(IStringLocalizer<AccountWords> words) : IdentityErrorDescriber
{
    /// <inheritdoc />
    public override IdentityError DefaultError() => Say(nameof(DefaultError));

    /// <inheritdoc />
    public override IdentityError ConcurrencyFailure() => Say(nameof(DefaultError));

    /// <inheritdoc />
    public override IdentityError DuplicateUserName(string userName) => Say(nameof(DuplicateUserName), userName);

    /// <inheritdoc />
    public override IdentityError InvalidUserName(string? userName) => Say(nameof(InvalidUserName));

    /// <inheritdoc />
    public override IdentityError PasswordTooShort(int length) => Say(nameof(PasswordTooShort), length);

    /// <inheritdoc />
    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) => Say(nameof(PasswordRequiresUniqueChars), uniqueChars);

    /// <inheritdoc />
    public override IdentityError PasswordMismatch() => Say(nameof(PasswordMismatch));

    private IdentityError Say(string key, params object[] arguments) => new() { Code = key, Description = words[key, arguments] };
}
