namespace ElsaRuntime.Api;

/// <summary>Names in requests that stand for one of a few values: read whatever their case, or by their number, as Elsa reads them.</summary>
internal static class Names
{
    public static bool TryFind<TEnum>(string? text, out TEnum value)
        where TEnum : struct, Enum
    {
        value = default;
        return !string.IsNullOrWhiteSpace(text) && Enum.TryParse(text, ignoreCase: true, out value) && Enum.IsDefined(value);
    }
}
