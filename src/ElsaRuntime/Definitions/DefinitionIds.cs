using System.Security.Cryptography;

namespace ElsaRuntime.Definitions;

internal static class DefinitionIds
{
    /// <summary>A new id in the form Elsa's have.</summary>
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
}
