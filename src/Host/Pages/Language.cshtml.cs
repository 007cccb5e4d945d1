using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Host.Pages;

/// <summary>The language switch: remembers the choice in a cookie and goes back to where the reader was.</summary>
[AllowAnonymous]
public sealed class LanguageModel(TimeProvider clock) : PageModel
{
    private static readonly string[] Offered = ["zh-CN", "en"];

    public IActionResult OnPost(string? culture, string? returnUrl)
    {
        if (culture is not null && Offered.Contains(culture, StringComparer.Ordinal))
        {
            Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
                new CookieOptions { Expires = clock.GetUtcNow().AddYears(1), HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true, Secure = Request.IsHttps });
        }

        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
    }

    /// <summary>Somebody came by the address bar.</summary>
    public IActionResult OnGet() => LocalRedirect("/");
}
