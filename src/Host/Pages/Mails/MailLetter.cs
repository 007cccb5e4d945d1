using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Host.Pages.Mails;

/// <summary>A mail's own HTML, shown in a frame of our page.</summary>
internal static class MailLetter
{
    /// <summary>What a mail's own markup may do inside our page: be looked at.</summary>
    private const string Policy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

    public static ContentResult Letter(this PageModel page, string html)
    {
        page.Response.Headers.ContentSecurityPolicy = Policy;
        return page.Content(html, "text/html; charset=utf-8");
    }
}
