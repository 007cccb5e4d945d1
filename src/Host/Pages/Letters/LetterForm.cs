using Ledger.Letters;

namespace Host.Pages.Letters;

/// <summary>A letter's words as they are typed.</summary>
public sealed class LetterForm
{
    public LetterKind Kind { get; set; }

    public string? Title { get; set; }

    public string? Body { get; set; }

    public DateOnly? ReplyBy { get; set; }

    public LetterWords Read() => new(Kind, Title ?? string.Empty, Body ?? string.Empty, ReplyBy);

    public static LetterForm Of(Letter letter) => new() { Kind = letter.Kind, Title = letter.Title, Body = letter.Body, ReplyBy = letter.ReplyBy };
}
