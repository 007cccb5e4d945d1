using Host.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Host.Pages.Account;

/// <summary>Changing one's own password; other browsers of the account are signed out within a minute.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PasswordModel(SignInManager<Accounts.Account> signIn, IStringLocalizer<AccountWords> words) : PageModel
{
    public IReadOnlyList<string> Complaints { get; private set; } = [];

    public bool Done { get; private set; }

    public async Task<IActionResult> OnPostAsync(string? old, string? @new, string? again)
    {
        if (await signIn.UserManager.GetUserAsync(User) is not { } account)
        {
            return Forbid();
        }

        if (string.IsNullOrEmpty(old) || string.IsNullOrEmpty(@new))
        {
            Complaints = [words["Missing"]];
        }
        else if (!string.Equals(@new, again, StringComparison.Ordinal))
        {
            Complaints = [words["NotTheSame"]];
        }
        else
        {
            var result = await signIn.UserManager.ChangePasswordAsync(account, old, @new);
            Complaints = [.. result.Errors.Select(e => e.Description)];
            Done = result.Succeeded;
        }

        if (Done)
        {
            await signIn.RefreshSignInAsync(account);
        }

        return Page();
    }
}
