using Host.Composition;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Host.Pages;

/// <summary>The language switch: remembers the choice in this browser and goes back to where the reader was.</summary>
[AllowAnonymous]
public sealed class LanguageModel : PageModel
{
    public IActionResult OnPost(string? culture, string? returnUrl)
    {
        if (Languages.Knows(culture))
        {
            Response.Remember(culture!);
        }

        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
    }

    /// <summary>Somebody came by the address bar.</summary>
    public IActionResult OnGet() => LocalRedirect("/");
}
