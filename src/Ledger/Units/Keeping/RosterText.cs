using System.Text.RegularExpressions;

namespace Ledger.Units.Keeping;

/// <summary>What people type or paste, made comparable: no blanks at the ends, one blank where there were several, full-width blanks too.</summary>
public static partial class RosterText
{
    /// <summary>The text tidied; nothing at all is an empty text.</summary>
    public static string Tidy(string? text) => Blanks().Replace(text ?? string.Empty, " ").Trim();

    /// <summary>Whether mail could be sent there; the same shape stands as a constraint behind the row.</summary>
    public static bool IsAddress(string text) => text.Length <= 254 && Address().IsMatch(text);

    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\z")]
    private static partial Regex Address();
}
