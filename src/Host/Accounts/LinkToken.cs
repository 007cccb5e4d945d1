using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace Host.Accounts;

/// <summary>The secret in a one-time link: 256 random bits, of which the database keeps the hash only.</summary>
internal static class LinkToken
{
    private const int LongestText = 100;

    /// <summary>A new one, as it stands in the link, and its hash.</summary>
    public static (string Text, byte[] Hash) Make()
    {
        var token = RandomNumberGenerator.GetBytes(32);
        return (WebEncoders.Base64UrlEncode(token), SHA256.HashData(token));
    }

    /// <summary>The hash of what a link brought; null when no token of ours looks like that.</summary>
    public static byte[]? Hash(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > LongestText)
        {
            return null;
        }

        try
        {
            return SHA256.HashData(WebEncoders.Base64UrlDecode(text));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
