using Ledger.Files;
using Ledger.Issues;
using Ledger.Supervising;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ledger.Storage;

internal sealed class WeeklyReportMapping : IEntityTypeConfiguration<WeeklyReport>
{
    public void Configure(EntityTypeBuilder<WeeklyReport> report)
    {
        report.ToTable("weekly_report", table => table
            .OneOf<WeeklyReport, ReportState>("state")
            .NotBlank("written_by", "written_by_name")
            .Keeps("submitted_says_something", "state <> 'Submitted' or (btrim(progress) <> '' and btrim(next_week) <> '')")
            .Keeps("submitted_at_once_submitted", "(state = 'Draft') = (submitted_at is null)")
            .Keeps("in_time_means_submitted", "not in_time or submitted_at is not null")
            .Keeps("return_needs_a_reason", "(returns > 0) = (return_reason is not null and btrim(return_reason) <> '')")
            .Keeps("returned_at_least_once", "state <> 'Returned' or returns > 0"));
        report.HasKey(r => new { r.SupervisionId, r.IssueId });
        report.HasIndex(r => r.IssueId);
        report.HasOne<WeeklyDuty>().WithOne().HasForeignKey<WeeklyReport>(r => new { r.SupervisionId, r.IssueId }).OnDelete(DeleteBehavior.Restrict);
        report.HasMany(r => r.Measures).WithOne().HasForeignKey(m => new { m.SupervisionId, m.IssueId }).OnDelete(DeleteBehavior.Restrict);
        report.HasMany(r => r.Files).WithMany().UsingEntity(
            "weekly_report_file",
            right => right.HasOne(typeof(StoredFile)).WithMany().HasForeignKey("file_id").OnDelete(DeleteBehavior.Restrict),
            left => left.HasOne(typeof(WeeklyReport)).WithMany().HasForeignKey("supervision_id", "issue_id").OnDelete(DeleteBehavior.Restrict));

        // Two people at one report: the second is told, not overwritten.
        report.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class MeasureReportMapping : IEntityTypeConfiguration<MeasureReport>
{
    public void Configure(EntityTypeBuilder<MeasureReport> measure)
    {
        measure.ToTable("weekly_report_measure", table => table.Keeps("percent", "percent between 0 and 100"));
        measure.HasKey(m => new { m.SupervisionId, m.IssueId, m.MeasureId });
        measure.HasOne<Measure>().WithMany().HasForeignKey(m => m.MeasureId).OnDelete(DeleteBehavior.Restrict);
    }
}
