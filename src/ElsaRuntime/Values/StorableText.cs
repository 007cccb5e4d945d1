namespace ElsaRuntime.Values;

/// <summary>Text that goes into a column of its own: PostgreSQL takes neither NUL nor half a surrogate pair.</summary>
internal static class StorableText
{
    // An index takes no row beyond 2.7 kilobytes; names of events and correlation ids are some tens of characters.
    private const int LongestKey = 500;

    /// <summary>Text by which rows are found.</summary>
    /// <exception cref="FormatException">The text cannot be stored.</exception>
    public static string? Key(string? text) => text is { Length: > LongestKey }
        ? throw new FormatException($"A text of {text.Length} characters is too long for a name or a correlation id.")
        : Of(text);

    /// <exception cref="FormatException">The text cannot be stored.</exception>
    public static string? Of(string? text)
    {
        for (var index = 0; index < text?.Length; index++)
        {
            var character = text[index];
            if (char.IsHighSurrogate(character) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                index++;
            }
            else if (character == '\0' || char.IsSurrogate(character))
            {
                throw new FormatException("The text holds a character that cannot be stored.");
            }
        }

        return text;
    }
}
