using System.Text.Json;
using Ledger.Files;
using Ledger.Issues;
using Ledger.Notes;
using Ledger.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ledger.Storage;

internal sealed class NoteMapping : IEntityTypeConfiguration<IssueNote>
{
    public void Configure(EntityTypeBuilder<IssueNote> note)
    {
        note.ToTable("issue_note", table => table
            .NotBlank("text", "key", "person_name")
            .Keeps("text_of_a_mail", $"length(text) <= {AddNote.LongestText}")
            .Keeps("left_out_is_a_list", "jsonb_typeof(left_out) = 'array'"));
        note.Property(n => n.Id).ValueGeneratedNever();
        note.HasIndex(n => n.Key).IsUnique();
        note.HasIndex(n => new { n.IssueId, n.WrittenAt });
        note.HasMany(n => n.Files).WithMany().UsingEntity(
            "issue_note_file",
            right => right.HasOne(typeof(StoredFile)).WithMany().HasForeignKey("file_id").OnDelete(DeleteBehavior.Restrict),
            left => left.HasOne(typeof(IssueNote)).WithMany().HasForeignKey("note_id").OnDelete(DeleteBehavior.Restrict));
        note.Property(n => n.LeftOut).HasColumnType("jsonb").HasDefaultValueSql("'[]'").HasConversion(
            left => JsonSerializer.Serialize(left, HistoryJson.Options),
            text => JsonSerializer.Deserialize<List<FileLeftOut>>(text, HistoryJson.Options)!,
            new ValueComparer<IReadOnlyList<FileLeftOut>>((one, other) => ReferenceEquals(one, other), left => left.Count, left => left));
        note.HasOne<Issue>().WithMany().HasForeignKey(n => n.IssueId).OnDelete(DeleteBehavior.Restrict);
        note.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
