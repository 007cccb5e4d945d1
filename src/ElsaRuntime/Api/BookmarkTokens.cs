using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ElsaRuntime.Api;

/// <summary>Tokens that name one bookmark and cannot be made up by others, for links that resume it.</summary>
public sealed class BookmarkTokens(IDataProtectionProvider protection)
{
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("ElsaRuntime.Bookmark").ToTimeLimitedDataProtector();

    public string Issue(string instanceId, string bookmarkId, TimeSpan lifetime) => protector.Protect($"{instanceId}\n{bookmarkId}", lifetime);

    /// <summary>What the token names; null if it is not one of ours, or too old.</summary>
    public (string InstanceId, string BookmarkId)? Read(string token)
    {
        try
        {
            var parts = protector.Unprotect(token).Split('\n');
            return (parts[0], parts[1]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
