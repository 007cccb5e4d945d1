using System.Globalization;
using Ledger.Files;
using Ledger.Refusals;

namespace Ledger.Notes;

/// <summary>Something somebody wrote about an issue by answering a mail (来信), kept with it as it was written.</summary>
public sealed class IssueNote
{
    public required Guid Id { get; init; }

    public required Guid IssueId { get; init; }

    /// <summary>Which message it was, for ever: the same message is one note however often it is read.</summary>
    public required string Key { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>As he was called then.</summary>
    public required string PersonName { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }

    public required string Text { get; init; }

    /// <summary>What came with it and was taken.</summary>
    public List<StoredFile> Files { get; } = [];

    /// <summary>What came with it and was not taken, and why.</summary>
    public IReadOnlyList<FileLeftOut> LeftOut { get; init; } = [];
}

/// <summary>What became of the files of an answer.</summary>
public sealed record NoteFiles(IReadOnlyList<StoredFile> Taken, IReadOnlyList<FileLeftOut> LeftOut);

/// <summary>A file that was not taken: its name, and the refusal as it was given.</summary>
public sealed record FileLeftOut(string Name, string Code, IReadOnlyList<string> Arguments)
{
    public static FileLeftOut Of(string name, Refusal why) =>
        new(name, why.Code, [.. why.Arguments.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture) ?? "")]);

    /// <summary>Why not, in <paramref name="culture"/>.</summary>
    public string Why(CultureInfo culture) => new Refusal(Code, RefusalKind.Invalid, [.. Arguments]).In(culture);
}
