using Host.Accounts;
using Host.Accounts.Inviting;
using Host.Accounts.SigningIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Host.Pages.Account;

/// <summary>The page behind the link in an invitation or a password mail: its owner sets the password and is signed in.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class NewPasswordModel(
    AccountLinks links, SignInManager<Accounts.Account> signIn, AccountLanguage language, IStringLocalizer<AccountWords> words) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    /// <summary>Whose password it sets; null when the link works no more.</summary>
    public string? UserName { get; private set; }

    public IReadOnlyList<string> Complaints { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => UserName = (await links.FindAsync(Token, cancellationToken))?.UserName;

    public async Task<IActionResult> OnPostAsync(string? @new, string? again, CancellationToken cancellationToken)
    {
        var account = await links.FindAsync(Token, cancellationToken);
        UserName = account?.UserName;
        if (account is null)
        {
            return Page();
        }

        if (string.IsNullOrEmpty(@new))
        {
            Complaints = [words["Missing"]];
            return Page();
        }

        if (!string.Equals(@new, again, StringComparison.Ordinal))
        {
            Complaints = [words["NotTheSame"]];
            return Page();
        }

        return await TakeAsync(account, @new, cancellationToken);
    }

    private async Task<IActionResult> TakeAsync(Accounts.Account account, string password, CancellationToken cancellationToken)
    {
        var result = await links.TakeAsync(Token, password, cancellationToken);
        if (result is not { Succeeded: true })
        {
            UserName = result is null ? null : UserName;
            Complaints = [.. result?.Errors.Select(e => e.Description) ?? []];
            return Page();
        }

        // Somebody who left the roster since the link was sent has a password now, and still no way in.
        if (!await signIn.CanSignInAsync(account))
        {
            return RedirectToPage("/Account/SignIn");
        }

        await signIn.SignInAsync(account, isPersistent: false);
        await language.SettleAsync(account, HttpContext);
        return LocalRedirect("/");
    }
}
