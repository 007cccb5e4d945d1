namespace ElsaRuntime.Values;

/// <summary>Text that goes into a column of its own: PostgreSQL takes neither NUL nor half a surrogate pair.</summary>
internal static class StorableText
{
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
