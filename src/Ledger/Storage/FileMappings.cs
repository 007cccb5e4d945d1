using Ledger.Files;
using Ledger.Issues;
using Ledger.Rounds;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ledger.Storage;

internal sealed class FileContentMapping : IEntityTypeConfiguration<FileContent>
{
    public void Configure(EntityTypeBuilder<FileContent> content)
    {
        content.ToTable("file_content", table => table
            .OneOf<FileContent, FileKind>("kind")
            .Keeps("sha256_hex", "sha256 ~ '^[0-9a-f]{64}$'")
            .Keeps("size_within_limit", FormattableString.Invariant($"size between 1 and {FileLimits.MaxBytes}")));
        content.HasKey(c => c.Sha256);
        content.Property(c => c.Sha256).HasMaxLength(64);

        // The bytes: table file_chunk in <c>Migrations/Sql/files.sql</c>, read and written as streams, never as entities.
    }
}

internal sealed class StoredFileMapping : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> file)
    {
        file.ToTable("stored_file", table => table
            .NotBlank("name", "uploaded_by", "uploaded_by_name")
            .Keeps("name_without_path", "name !~ '[/\\\\[:cntrl:]]'"));
        file.Property(f => f.Id).ValueGeneratedNever();
        file.Property(f => f.Name).HasMaxLength(FileLimits.MaxNameLength);
        file.HasIndex(f => new { f.RoundId, f.Sha256 });
        file.HasOne(f => f.Content).WithMany().HasForeignKey(f => f.Sha256).OnDelete(DeleteBehavior.Restrict);
        file.HasOne<InspectionRound>().WithMany().HasForeignKey(f => f.RoundId).OnDelete(DeleteBehavior.Restrict);
        file.HasOne<Issue>().WithMany().HasForeignKey(f => f.IssueId).OnDelete(DeleteBehavior.Restrict);
    }
}
