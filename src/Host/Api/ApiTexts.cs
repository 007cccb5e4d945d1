using System.Globalization;
using System.Resources;

namespace Host.Api;

/// <summary>The API's own sentences, in the request's language.</summary>
internal static class ApiTexts
{
    private static readonly ResourceManager Texts = new("Host.Api.ApiTexts", typeof(ApiTexts).Assembly);

    public static string Current(string key, params object[] arguments)
    {
        var culture = CultureInfo.CurrentUICulture;
        return string.Format(culture, Texts.GetString(key, culture) ?? key, arguments);
    }
}
