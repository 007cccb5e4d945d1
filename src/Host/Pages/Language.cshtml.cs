using Host.Accounts.SigningIn;
using Host.Composition;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Host.Pages;

/// <summary>The language switch: remembers the choice in this browser and with the account, and goes back to where the reader was.</summary>
[AllowAnonymous]
public sealed class LanguageModel(AccountLanguage language) : PageModel
{
    public async Task<IActionResult> OnPostAsync(string? culture, string? returnUrl)
    {
        if (Languages.Knows(culture))
        {
            await language.ChooseAsync(culture!, HttpContext);
        }

        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
    }

    /// <summary>Somebody came by the address bar.</summary>
    public IActionResult OnGet() => LocalRedirect("/");
}
