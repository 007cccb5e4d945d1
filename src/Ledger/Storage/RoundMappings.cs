using Ledger.Rounds;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ledger.Storage;

internal sealed class InspectionRoundMapping : IEntityTypeConfiguration<InspectionRound>
{
    /// <summary>A record with lists in it is the same when it is written the same.</summary>
    private static readonly ValueComparer<RoundSettings> BySettingsJson = new(
        (a, b) => a!.ToJson() == b!.ToJson(), settings => StringComparer.Ordinal.GetHashCode(settings.ToJson()), settings => settings);

    public void Configure(EntityTypeBuilder<InspectionRound> round)
    {
        round.ToTable("inspection_round", table => table
            .NotBlank("title", "inspected_body")
            .Keeps("inspected_in_order", "inspected_from <= inspected_to")
            .Keeps("feedback_after_inspection", "feedback_on >= inspected_from")
            .Keeps("comment_in_order", "comment_from <= comment_to"));
        round.Property(r => r.Id).ValueGeneratedNever();
        round.Property(r => r.Settings).HasColumnType("jsonb").HasDefaultValueSql("'{}'")
            .HasConversion(settings => settings.ToJson(), text => RoundSettings.FromJson(text), BySettingsJson);
        round.HasMany(r => r.LeadingGroup).WithOne().HasForeignKey(m => m.RoundId).OnDelete(DeleteBehavior.Restrict);
        round.HasMany(r => r.PrintedFigures).WithOne().HasForeignKey(f => f.RoundId).OnDelete(DeleteBehavior.Restrict);
        round.HasMany(r => r.Sources).WithOne().HasForeignKey(s => s.RoundId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LeadingGroupMemberMapping : IEntityTypeConfiguration<LeadingGroupMember>
{
    public void Configure(EntityTypeBuilder<LeadingGroupMember> member)
    {
        member.ToTable("leading_group_member", table => table
            .OneOf<LeadingGroupMember, LeadingGroupRole>("role")
            .NotBlank("name")
            .Keeps("ordinal_from_one", "ordinal >= 1")
            .Keeps("one_head_one_first_deputy", "role not in ('Head', 'FirstDeputy') or ordinal = 1"));
        member.Property(m => m.Id).ValueGeneratedNever();
        member.HasIndex(m => new { m.RoundId, m.Role, m.Ordinal }).IsUnique();
        member.HasOne<Units.Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Restrict);
        member.HasOne<Units.Unit>().WithMany().HasForeignKey(m => m.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PrintedFigureMapping : IEntityTypeConfiguration<PrintedFigure>
{
    public void Configure(EntityTypeBuilder<PrintedFigure> figure)
    {
        figure.ToTable("printed_figure", table => table
            .NotBlank("code", "phrase")
            .Keeps("line_from_one", "line >= 1")
            .Keeps("value_not_negative", "value >= 0"));
        figure.Property(f => f.Id).ValueGeneratedNever();
        figure.HasIndex(f => new { f.RoundId, f.Line, f.Code, f.Phrase }).IsUnique();
    }
}

internal sealed class NoticeSourceMapping : IEntityTypeConfiguration<NoticeSource>
{
    public void Configure(EntityTypeBuilder<NoticeSource> source)
    {
        source.ToTable("notice_source", table => table
            .NotBlank("file_name", "text")
            .Keeps("sha256_hex", "sha256 ~ '^[0-9a-f]{64}$'"));
        source.Property(s => s.Id).ValueGeneratedNever();
        source.HasIndex(s => s.Sha256).IsUnique();
        source.HasMany(s => s.Unplaced).WithOne().HasForeignKey(u => u.SourceId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class UnplacedTextMapping : IEntityTypeConfiguration<UnplacedText>
{
    public void Configure(EntityTypeBuilder<UnplacedText> unplaced)
    {
        unplaced.ToTable("unplaced_text", table => table.NotBlank("reason").Keeps("line_from_one", "line >= 1"));
        unplaced.Property(u => u.Id).ValueGeneratedNever();
    }
}
