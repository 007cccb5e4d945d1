using System.Globalization;
using System.Resources;

namespace Host.Api;

/// <summary>The API's own sentences, in the request's language.</summary>
internal static class ApiTexts
{
    private static readonly ResourceManager Texts = new("Host.Api.ApiTexts", typeof(ApiTexts).Assembly);

    /// <summary>A sentence for a bare status; null for statuses that have none.</summary>
    public static string? OfStatus(int status) =>
        Texts.GetString(string.Create(CultureInfo.InvariantCulture, $"Status{status}"), CultureInfo.CurrentUICulture);

    /// <summary>The sentence under <paramref name="key"/>, its places filled.</summary>
    public static string Current(string key, params object[] arguments)
    {
        var culture = CultureInfo.CurrentUICulture;
        return string.Format(culture, Texts.GetString(key, culture) ?? key, arguments);
    }
}
