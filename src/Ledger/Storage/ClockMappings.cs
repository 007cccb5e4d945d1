using Ledger.Issues;
using Ledger.Rounds;
using Ledger.Supervising;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ledger.Storage;

internal sealed class WeeklySupervisionMapping : IEntityTypeConfiguration<WeeklySupervision>
{
    public void Configure(EntityTypeBuilder<WeeklySupervision> week)
    {
        week.ToTable("weekly_supervision", table => table.Keeps("week_of_is_a_monday", "extract(isodow from week_of) = 1")
            .Keeps("closed_after_the_cut_off", "closed_at >= cut_off_at"));
        week.Property(w => w.Id).ValueGeneratedNever();
        week.HasIndex(w => new { w.RoundId, w.WeekOf }).IsUnique();
        week.HasIndex(w => w.CutOffAt).HasFilter("closed_at is null");
        week.HasOne<InspectionRound>().WithMany().HasForeignKey(w => w.RoundId).OnDelete(DeleteBehavior.Restrict);
        week.HasMany(w => w.Duties).WithOne().HasForeignKey(d => d.SupervisionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class WeeklyDutyMapping : IEntityTypeConfiguration<WeeklyDuty>
{
    public void Configure(EntityTypeBuilder<WeeklyDuty> duty)
    {
        duty.ToTable("weekly_duty", table => table.Keeps("misses_not_negative", "misses >= 0"));
        duty.HasKey(d => new { d.SupervisionId, d.IssueId });
        duty.HasIndex(d => new { d.UnitId, d.SupervisionId });
        duty.HasOne<Units.Unit>().WithMany().HasForeignKey(d => d.UnitId).OnDelete(DeleteBehavior.Restrict);
        duty.HasOne<Issue>().WithMany().HasForeignKey(d => d.IssueId).OnDelete(DeleteBehavior.Restrict);
    }
}
