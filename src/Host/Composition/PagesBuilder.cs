using System.Text.Encodings.Web;
using System.Text.Unicode;
using Host.Pages.Import;
using Microsoft.Extensions.WebEncoders;

namespace Host.Composition;

internal static class PagesBuilder
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorPages();
        builder.Services.AddSingleton<PendingNotices>();
        builder.Services.AddScoped<Pages.Issues.IssueDesk>();
        // Chinese stays Chinese in the page's source instead of five letters of escape a character.
        builder.Services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
    }

    /// <summary>Pages and the files they need.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
    }
}
