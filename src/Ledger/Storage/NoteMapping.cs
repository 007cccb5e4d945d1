using Ledger.Issues;
using Ledger.Notes;
using Ledger.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ledger.Storage;

internal sealed class NoteMapping : IEntityTypeConfiguration<IssueNote>
{
    public void Configure(EntityTypeBuilder<IssueNote> note)
    {
        note.ToTable("issue_note", table => table.NotBlank("text", "key", "person_name").Keeps("text_of_a_mail", $"length(text) <= {AddNote.LongestText}"));
        note.Property(n => n.Id).ValueGeneratedNever();
        note.HasIndex(n => n.Key).IsUnique();
        note.HasIndex(n => new { n.IssueId, n.WrittenAt });
        note.HasOne<Issue>().WithMany().HasForeignKey(n => n.IssueId).OnDelete(DeleteBehavior.Restrict);
        note.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
