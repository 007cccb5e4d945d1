using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using static Ledger.Refusals.Refusals;

namespace Ledger.Letters;

/// <summary>The rules by which a letter goes its way: approved, sent, signed for, answered, closed, or void.</summary>
public static class MoveLetter
{
    /// <summary>Approval (审批): by whom the round says, never by who wrote it.</summary>
    public static Outcome<LetterApproved> Approve(Letter letter, Issue issue, LetterSettings settings, Actor actor)
    {
        var isOffice = actor.Role == Role.Office && settings.ApprovedBy != LetterApprover.LeadLeader;
        var isLeader = settings.ApprovedBy != LetterApprover.Office && actor.Role == Role.Leader
            && issue.LeadLeaders.Any(l => l.PersonId == actor.PersonId);
        if (!isOffice && !isLeader)
        {
            return NotYoursToApprove;
        }

        if (letter.State != LetterState.Draft)
        {
            return LetterMovedOn;
        }

        return letter.WrittenBy == actor.Id ? NobodyApprovesHisOwnLetter : new LetterApproved(letter.Kind, letter.Title);
    }

    /// <summary>Sending (编号发出): only what is approved, only while there is time to reply.</summary>
    public static Refusal? Send(Letter letter, Actor actor, DateOnly today)
    {
        if (actor.Role != Role.Office)
        {
            return OnlyTheOffice;
        }

        if (letter.State != LetterState.Approved)
        {
            return letter.State == LetterState.Draft ? LetterNotApproved : LetterMovedOn;
        }

        return letter.ReplyBy < today ? ReplyByMustLieAhead : null;
    }

    /// <summary>Receipt (签收), by somebody of the unit it is addressed to.</summary>
    public static Outcome<LetterSigned> Sign(Letter letter, Actor actor) => letter.State switch
    {
        _ when !IsOfTheUnit(letter, actor) => OnlyTheAddressee,
        LetterState.Sent => new LetterSigned(letter.PrintedNumber!, actor.Name),
        _ => LetterMovedOn,
    };

    /// <summary>The unit's answer (复函); the office may record one that came on paper.</summary>
    public static Outcome<LetterAnswered> Answer(Letter letter, string? answer, Actor actor)
    {
        if (!IsOfTheUnit(letter, actor) && actor.Role != Role.Office)
        {
            return OnlyTheAddressee;
        }

        if (!letter.AwaitsReply)
        {
            return LetterMovedOn;
        }

        return string.IsNullOrWhiteSpace(answer) ? AnswerMissing : new LetterAnswered(letter.PrintedNumber!, answer.Trim());
    }

    /// <summary>The office takes the answer as enough.</summary>
    public static Outcome<LetterClosed> Close(Letter letter, Actor actor) =>
        actor.Role != Role.Office ? OnlyTheOffice
        : letter.State != LetterState.Answered ? LetterMovedOn
        : new LetterClosed(letter.PrintedNumber!);

    /// <summary>Withdrawal (作废) with a reason; a number stays used.</summary>
    public static Outcome<LetterVoided> Void(Letter letter, string? reason, Actor actor)
    {
        if (actor.Role != Role.Office)
        {
            return OnlyTheOffice;
        }

        if (letter.State is LetterState.Closed or LetterState.Void)
        {
            return LetterMovedOn;
        }

        return string.IsNullOrWhiteSpace(reason) ? VoidNeedsAReason : new LetterVoided(letter.PrintedNumber, letter.Title, reason.Trim());
    }

    public static void Apply(Letter letter, LetterApproved _, Actor actor, DateTimeOffset now) =>
        (letter.State, letter.ApprovedBy, letter.ApprovedByName, letter.ApprovedAt) = (LetterState.Approved, actor.Id, actor.Name, now);

    /// <summary>Numbers and sends it.</summary>
    public static LetterSent Apply(Letter letter, LetterNumber number, Actor actor, DateTimeOffset now)
    {
        (letter.Series, letter.Year, letter.Number) = (number.Series, number.Year, number.Number);
        (letter.State, letter.SentAt, letter.SentByName) = (LetterState.Sent, now, actor.Name);
        return new LetterSent(letter.Kind, letter.PrintedNumber!, letter.Addressee, letter.ReplyBy);
    }

    public static void Apply(Letter letter, LetterSigned signed, DateTimeOffset now) =>
        (letter.State, letter.SignedAt, letter.SignedByName) = (LetterState.Signed, now, signed.By);

    /// <summary>Who answers has received: an answer without a receipt counts as one.</summary>
    public static void Apply(Letter letter, LetterAnswered answered, Actor actor, DateTimeOffset now)
    {
        (letter.SignedAt, letter.SignedByName) = (letter.SignedAt ?? now, letter.SignedByName ?? actor.Name);
        (letter.State, letter.Answer, letter.AnsweredAt, letter.AnsweredByName) = (LetterState.Answered, answered.Answer, now, actor.Name);
    }

    public static void Apply(Letter letter, LetterClosed _, Actor actor, DateTimeOffset now) =>
        (letter.State, letter.ClosedAt, letter.ClosedByName) = (LetterState.Closed, now, actor.Name);

    public static void Apply(Letter letter, LetterVoided voided, Actor actor, DateTimeOffset now) =>
        (letter.State, letter.VoidReason, letter.VoidedAt, letter.VoidedByName) = (LetterState.Void, voided.Reason, now, actor.Name);

    private static bool IsOfTheUnit(Letter letter, Actor actor) => actor.Role == Role.Liaison && actor.UnitId == letter.UnitId;
}
