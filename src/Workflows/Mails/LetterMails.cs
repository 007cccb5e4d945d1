using Ledger.Deadlines;
using Ledger.Issues;
using Ledger.Letters;
using Ledger.Reading;
using Ledger.Storage;
using Ledger.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Notifications.Mails.Digest;
using Notifications.Mails.ReminderLetter;
using Notifications.Queueing;
using Notifications.Receipts;

namespace Workflows.Mails;

/// <summary>The mails of a letter: the letter itself to whoever signs for it, and word of what became of it.</summary>
public sealed class LetterMails(IssueMails mails, IOptions<SiteOptions> site, IOptions<SenderOptions> sender, TimeProvider clock)
{
    /// <summary>How long a link to sign works after the reply was due.</summary>
    private const int LinkDaysAfterReplyBy = 30;

    /// <summary>The office's contact as printed on letters.</summary>
    public string Contact => sender.Value.Contact;

    /// <summary>
    /// To each liaison of the unit and its head a mail of his own, with the letter and a link to sign for it; to the lead leaders
    /// a copy.
    /// </summary>
    public async Task<IReadOnlyList<OutgoingMail>> SentAsync(LedgerDb db, Letter letter, CancellationToken cancellationToken)
    {
        var (issue, unit) = await AboutAsync(db, letter, cancellationToken);
        var leaders = await db.Set<LeadLeader>().Where(l => l.IssueId == letter.IssueId && l.Person!.LeftOn == null).OrderBy(l => l.Ordinal).Select(l => l.Person!)
            .ToListAsync(cancellationToken);
        var paper = new MailAttachment(LetterDocument.FileName(letter), LetterDocument.ContentType, LetterDocument.Of(letter, Contact));
        var offer = new ReceiptOffer(letter.ReceiptSubject, Shanghai.At(letter.ReplyBy.AddDays(LinkDaysAfterReplyBy), TimeOnly.MinValue));
        var readers = Readers(unit);
        return
        [
            .. readers.Select(person => Of(Values(letter, issue, person), letter, issue, "sent", person) with { Attachments = [paper], Receipt = offer }),
            .. leaders.ExceptBy(readers.Select(p => p.Id), p => p.Id)
                .Select(person => Of(Values(letter, issue, person) with { IsCopy = true }, letter, issue, "copied", person) with { Attachments = [paper] }),
        ];
    }

    /// <summary>To the office: the unit has answered.</summary>
    public async Task<IReadOnlyList<OutgoingMail>> AnsweredAsync(LedgerDb db, Letter letter, CancellationToken cancellationToken)
    {
        var (issue, _) = await AboutAsync(db, letter, cancellationToken);
        return [.. (await OfficeAsync(db, cancellationToken)).Select(person => Word(
            letter, issue, "answered", person, person.Culture == "en" ? $"{letter.PrintedNumber} has been answered by {letter.Addressee}" : $"{letter.Addressee}已回复{letter.PrintedNumber}"))];
    }

    /// <summary>To the unit: a letter it had got is void.</summary>
    public async Task<IReadOnlyList<OutgoingMail>> VoidedAsync(LedgerDb db, Letter letter, CancellationToken cancellationToken)
    {
        var (issue, unit) = await AboutAsync(db, letter, cancellationToken);
        return [.. Readers(unit).Select(person => Word(
            letter, issue, "voided", person,
            person.Culture == "en" ? $"{letter.PrintedNumber} is void: {letter.VoidReason}" : $"{letter.PrintedNumber}已作废：{letter.VoidReason}"))];
    }

    /// <summary>To the unit and the office: the reply is overdue. Goes out once a letter.</summary>
    public async Task<IReadOnlyList<OutgoingMail>> UnansweredAsync(LedgerDb db, Letter letter, CancellationToken cancellationToken)
    {
        var (issue, unit) = await AboutAsync(db, letter, cancellationToken);
        return [.. Readers(unit).Concat(await OfficeAsync(db, cancellationToken)).DistinctBy(p => p.Id).Select(person => Word(
            letter, issue, "unanswered", person,
            person.Culture == "en" ? $"{letter.PrintedNumber}: no reply from {letter.Addressee} in time" : $"{letter.Addressee}未按期回复{letter.PrintedNumber}") with
        {
            Deferrable = true,
        })];
    }

    private static List<Person> Readers(Unit unit) =>
        [.. (unit.Head is { } head ? unit.Liaisons.Append(head) : unit.Liaisons).DistinctBy(p => p.Id)];

    private static Task<List<Person>> OfficeAsync(LedgerDb db, CancellationToken cancellationToken) =>
        db.OfOffice().ToListAsync(cancellationToken);

    private static async Task<(Issue Issue, Unit Unit)> AboutAsync(LedgerDb db, Letter letter, CancellationToken cancellationToken) =>
        (await db.Issues.AsNoTracking().Include(i => i.Measures).SingleAsync(i => i.Id == letter.IssueId, cancellationToken),
            await db.Units.AsNoTracking().Include(u => u.Head).Include(u => u.Liaisons).SingleAsync(u => u.Id == letter.UnitId, cancellationToken));

    private static OutgoingMail Of<T>(T values, Letter letter, Issue issue, string what, Person person)
        where T : class, Notifications.Templates.IMailValues<T> => IssueMails.About(
            issue.Id,
            OutgoingMail.Of(values, $"letter/{letter.Id:n}/{what}/{person.Id:n}", $"letter/{what}", IssueMails.Address(person)),
            person.Culture, issue.RoundId);

    private ReminderLetterMail Values(Letter letter, Issue issue, Person person) => new(
        mails.Brief(issue), letter.Addressee, letter.PrintedNumber!,
        issue.Measures.Where(m => m is { Status: MeasureStatus.Open, DeadlineKind: not DeadlineKind.LongTerm }).Min(m => m.Deadline), letter.ReplyBy)
    {
        Paper = person.Culture == "en" ? (letter.Kind == LetterKind.Reminder ? "reminder letter" : "supervision letter") : LetterText.Paper(letter.Kind),
        Title = letter.Title,
        Url = Url(letter),
    };

    private OutgoingMail Word(Letter letter, Issue issue, string what, Person person, string matter) => Of(
        new DigestMail(clock.Today(), [new DigestEntry(mails.Brief(issue), matter, null)], Url(letter)),
        letter, issue, what, person);

    private string? Url(Letter letter) => site.Value.PublicUrl is { } root ? new Uri(root, $"/letters/{letter.Id}").ToString() : null;
}
