using Microsoft.AspNetCore.Localization;

namespace Host.Composition;

/// <summary>Chinese first, English by switch: <c>?culture=en</c> for one page, the cookie for good.</summary>
internal static class Languages
{
    public const string Chinese = "zh-CN";

    private static readonly string[] Known = [Chinese, "en"];

    public static bool Knows(string? culture) => culture is not null && Array.IndexOf(Known, culture) >= 0;

    /// <summary>Remembers the language in this browser for a year.</summary>
    public static void Remember(this HttpResponse response, string culture) => response.Cookies.Append(
        CookieRequestCultureProvider.DefaultCookieName,
        CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
        new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true });

    public static void AddLanguages(this WebApplicationBuilder builder)
    {
        builder.Services.AddLocalization();
        builder.Services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(Chinese).AddSupportedCultures(Known).AddSupportedUICultures(Known);
            options.RequestCultureProviders =
            [
                new QueryStringRequestCultureProvider { Options = options },
                new CookieRequestCultureProvider { Options = options },
                new ProgramLanguage(options),
            ];
        });
    }

    public static void UseLanguages(this WebApplication app) => app.UseRequestLocalization();

    /// <summary>
    /// Programs say their language in Accept-Language. People do not: an office browser set up in English still belongs to
    /// a reader of Chinese.
    /// </summary>
    private sealed class ProgramLanguage : AcceptLanguageHeaderRequestCultureProvider
    {
        public ProgramLanguage(RequestLocalizationOptions options) => Options = options;

        public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
            httpContext.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
                ? base.DetermineProviderCultureResult(httpContext)
                : NullProviderCultureResult;
    }
}
