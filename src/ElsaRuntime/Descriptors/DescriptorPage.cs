using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ElsaRuntime.Descriptors;

/// <summary>A finished answer: the same bytes for everybody of one language.</summary>
/// <param name="ETag">Quoted, changes with the content.</param>
public sealed record DescriptorPage(ReadOnlyMemory<byte> Json, string ETag)
{
    internal static DescriptorPage Of(JsonObject content)
    {
        var bytes = Encoding.UTF8.GetBytes(content.ToJsonString(DescriptorJson.Options));
        return new DescriptorPage(bytes, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..12])}\"");
    }
}
