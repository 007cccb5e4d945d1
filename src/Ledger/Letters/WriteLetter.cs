using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using static Ledger.Refusals.Refusals;

namespace Ledger.Letters;

/// <summary>A letter as it is typed.</summary>
public sealed record LetterWords(LetterKind Kind, string Title, string Body, DateOnly? ReplyBy);

/// <summary>The rule by which the office drafts a letter (拟稿) and changes a draft.</summary>
public static class WriteLetter
{
    /// <summary>Whether <paramref name="actor"/> may draft a letter on <paramref name="issue"/> in these words.</summary>
    public static Outcome<LetterWords> Draft(Issue issue, LetterWords words, Actor actor, DateOnly today)
    {
        if (actor.Role != Role.Office)
        {
            return OnlyTheOffice;
        }

        return issue.LeadUnitId is null || issue.Status == IssueStatus.SignedOff ? LetterNeedsAnOpenIssue : Read(words, today);
    }

    /// <summary>Whether <paramref name="actor"/> may change the words; that takes an approval away again.</summary>
    public static Outcome<LetterWords> Change(Letter letter, LetterWords words, Actor actor, DateOnly today)
    {
        if (actor.Role != Role.Office)
        {
            return OnlyTheOffice;
        }

        return letter.State is LetterState.Draft or LetterState.Approved ? Read(words, today) : LetterIsFrozen;
    }

    /// <summary>Puts the words into the letter.</summary>
    public static void Apply(Letter letter, LetterWords words, Actor actor, DateTimeOffset now)
    {
        (letter.Kind, letter.Title, letter.Body, letter.ReplyBy) = (words.Kind, words.Title, words.Body, words.ReplyBy!.Value);
        (letter.WrittenBy, letter.WrittenByName, letter.WrittenAt) = (actor.Id, actor.Name, now);
        (letter.State, letter.ApprovedBy, letter.ApprovedByName, letter.ApprovedAt) = (LetterState.Draft, null, null, null);
    }

    /// <summary>The draft as a new row.</summary>
    /// <param name="signature">The office's name.</param>
    public static Letter New(Issue issue, LetterWords words, string signature, string? origin, Actor actor, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        RoundId = issue.RoundId,
        IssueId = issue.Id,
        Kind = words.Kind,
        Origin = origin,
        UnitId = issue.LeadUnitId!.Value,
        Addressee = issue.LeadUnit!.Name,
        CopiedTo = string.Join('、', issue.LeadLeaders.OrderBy(l => l.Ordinal).Select(l => l.Person!.Name)),
        Signature = signature,
        Title = words.Title,
        Body = words.Body,
        ReplyBy = words.ReplyBy!.Value,
        WrittenBy = actor.Id,
        WrittenByName = actor.Name,
        WrittenAt = now,
    };

    private static Outcome<LetterWords> Read(LetterWords words, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(words.Title) || string.IsNullOrWhiteSpace(words.Body))
        {
            return LetterNeedsWords;
        }

        return words.ReplyBy is not { } day || day < today
            ? ReplyByMustLieAhead
            : words with { Title = words.Title.Trim(), Body = words.Body.ReplaceLineEndings("\n").Trim() };
    }
}
