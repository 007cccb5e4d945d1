using Ledger.Files;
using Ledger.Issues;
using Ledger.Letters;
using Ledger.Rounds;
using Ledger.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ledger.Storage;

// In Migrations/Sql: numbers without gaps, the frozen text, the counter that never runs back.
internal sealed class LetterMapping : IEntityTypeConfiguration<Letter>
{
    public void Configure(EntityTypeBuilder<Letter> letter)
    {
        letter.ToTable("letter", table => table
            .OneOf<Letter, LetterKind>("kind")
            .OneOf<Letter, LetterState>("state")
            .NotBlank("addressee", "signature", "title", "body", "written_by", "written_by_name")
            .Keeps("number_whole", "num_nulls(series, year, number, sent_at) in (0, 4) and number >= 1")
            .Keeps("numbered_once_sent", "state = 'Void' or (state in ('Draft', 'Approved')) = (number is null)")
            .Keeps("approved_before_sent", "state in ('Draft', 'Void') or approved_by is not null")
            .Keeps("nobody_approves_his_own", "approved_by <> written_by")
            .Keeps("signed_once_signed", "state not in ('Signed', 'Answered', 'Closed') or (signed_at is not null and signed_by_name is not null)")
            .Keeps("answered_with_words", "state not in ('Answered', 'Closed') or btrim(coalesce(answer, '')) <> ''")
            .Keeps("void_needs_a_reason", "(state = 'Void') = (btrim(coalesce(void_reason, '')) <> '')"));
        letter.Property(l => l.Id).ValueGeneratedNever();
        letter.Ignore(l => l.PrintedNumber).Ignore(l => l.AwaitsReply).Ignore(l => l.ReceiptSubject);
        letter.HasIndex(l => new { l.Series, l.Year, l.Number }).IsUnique();
        letter.HasIndex(l => l.Origin).IsUnique();
        letter.HasIndex(l => l.IssueId);
        letter.HasIndex(l => new { l.UnitId, l.State });
        letter.HasIndex(l => l.ReplyBy).HasFilter("state in ('Sent', 'Signed')");
        letter.HasOne<InspectionRound>().WithMany().HasForeignKey(l => l.RoundId).OnDelete(DeleteBehavior.Restrict);
        letter.HasOne<Issue>().WithMany().HasForeignKey(l => l.IssueId).OnDelete(DeleteBehavior.Restrict);
        letter.HasOne<Unit>().WithMany().HasForeignKey(l => l.UnitId).OnDelete(DeleteBehavior.Restrict);
        letter.HasMany(l => l.AnswerFiles).WithMany().UsingEntity(
            "letter_answer_file",
            right => right.HasOne(typeof(StoredFile)).WithMany().HasForeignKey("file_id").OnDelete(DeleteBehavior.Restrict),
            left => left.HasOne(typeof(Letter)).WithMany().HasForeignKey("letter_id").OnDelete(DeleteBehavior.Restrict));
    }
}

internal sealed class LetterCounterMapping : IEntityTypeConfiguration<LetterCounter>
{
    public void Configure(EntityTypeBuilder<LetterCounter> counter)
    {
        counter.ToTable("letter_counter", table => table.NotBlank("series").Keeps("last_from_one", "last >= 1"));
        counter.HasKey(c => new { c.Series, c.Year });
    }
}
