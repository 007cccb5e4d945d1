using Ledger.Issues;
using Ledger.Rounds;
using Ledger.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ledger.Storage;

internal sealed class IssueMapping : IEntityTypeConfiguration<Issue>
{
    public void Configure(EntityTypeBuilder<Issue> issue)
    {
        issue.ToTable("issue", table => table
            .OneOf<Issue, IssueStatus>("status")
            .Keeps("number_from_one", "number >= 1")
            .Keeps("exactly_one_lead_unit_once_assigned", "(status = 'Registered') = (lead_unit_id is null)")
            .Keeps("assigned_at_once_assigned", "(status = 'Registered') = (assigned_at is null)")
            .Keeps("signed_off_at_when_signed_off", "(status = 'SignedOff') = (signed_off_at is not null)")
            .Keeps("closed_when_signed_off", "closed_at is null or status = 'SignedOff'")
            .Keeps("accepted_once_assigned", "accepted_at is null or status <> 'Registered'")
            .Keeps("accepted_by_somebody", "(accepted_at is null) = (accepted_by_name is null)")
            .Keeps("cycle_from_one", "cycle >= 1"));
        issue.Property(i => i.Cycle).HasDefaultValue(1);
        issue.Property(i => i.Id).ValueGeneratedNever();
        issue.HasIndex(i => new { i.RoundId, i.Number }).IsUnique();
        issue.HasIndex(i => i.WorkflowInstanceId).IsUnique();
        issue.HasIndex(i => i.Status);
        issue.HasOne<InspectionRound>().WithMany().HasForeignKey(i => i.RoundId).OnDelete(DeleteBehavior.Restrict);
        issue.HasOne(i => i.LeadUnit).WithMany().HasForeignKey(i => i.LeadUnitId).OnDelete(DeleteBehavior.Restrict);
        issue.HasMany(i => i.ResponsibleUnits).WithMany().UsingEntity(
            "issue_responsible_unit",
            right => right.HasOne(typeof(Unit)).WithMany().HasForeignKey("unit_id").OnDelete(DeleteBehavior.Restrict),
            left => left.HasOne(typeof(Issue)).WithMany().HasForeignKey("issue_id").OnDelete(DeleteBehavior.Restrict));
        issue.HasMany(i => i.LeadLeaders).WithOne().HasForeignKey(l => l.IssueId).OnDelete(DeleteBehavior.Restrict);
        issue.HasMany(i => i.Measures).WithOne().HasForeignKey(m => m.IssueId).OnDelete(DeleteBehavior.Restrict);
        issue.HasMany(i => i.Evidence).WithOne().HasForeignKey(e => e.IssueId).OnDelete(DeleteBehavior.Restrict);
        issue.HasMany(i => i.Extensions).WithOne().HasForeignKey(e => e.IssueId).OnDelete(DeleteBehavior.Restrict);
        issue.HasMany(i => i.LookBacks).WithOne().HasForeignKey(l => l.IssueId).OnDelete(DeleteBehavior.Restrict);
        issue.HasMany(i => i.SignOffRounds).WithOne().HasForeignKey(s => s.IssueId).OnDelete(DeleteBehavior.Restrict);

        // PostgreSQL's own row version: two people deciding on one issue at once cannot both win.
        issue.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class LeadLeaderMapping : IEntityTypeConfiguration<LeadLeader>
{
    public void Configure(EntityTypeBuilder<LeadLeader> leader)
    {
        leader.ToTable("issue_lead_leader", table => table.Keeps("ordinal_from_one", "ordinal >= 1"));
        leader.HasKey(l => new { l.IssueId, l.PersonId });
        leader.HasIndex(l => new { l.IssueId, l.Ordinal }).IsUnique();
        leader.HasOne(l => l.Person).WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MeasureMapping : IEntityTypeConfiguration<Measure>
{
    public void Configure(EntityTypeBuilder<Measure> measure)
    {
        measure.ToTable("measure", table => table
            .OneOf<Measure, DeadlineKind>("deadline_kind")
            .OneOf<Measure, MeasureStatus>("status")
            .NotBlank("text")
            .Keeps("ordinal_from_one", "ordinal >= 1")
            .Keeps("progress_in_percent", "progress between 0 and 100")
            .Keeps("deadline_by_kind", "case when deadline_kind is null then deadline is null when deadline_kind = 'LongTerm' then true else deadline is not null end")
            .Keeps("due_when_dated", "(deadline is null) = (due_on is null) and due_on >= deadline")
            .Keeps("completed_on_when_done", "(status = 'Done') = (completed_on is not null)"));
        measure.Property(m => m.Id).ValueGeneratedNever();
        measure.Property(m => m.Cycle).HasDefaultValue(1);
        measure.HasIndex(m => new { m.IssueId, m.Ordinal }).IsUnique();
        measure.Property(m => m.DueOn).ValueGeneratedOnAddOrUpdate();
        measure.Property(m => m.DueProvisional).ValueGeneratedOnAddOrUpdate();
        measure.HasIndex(m => m.DueOn).HasFilter("status = 'Open'");
        measure.HasMany(m => m.Documents).WithOne().HasForeignKey(d => d.MeasureId).OnDelete(DeleteBehavior.Restrict);
        measure.HasMany(m => m.Quantities).WithOne().HasForeignKey(q => q.MeasureId).OnDelete(DeleteBehavior.Restrict);
        measure.HasMany(m => m.Accountabilities).WithOne().HasForeignKey(a => a.MeasureId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class NamedDocumentMapping : IEntityTypeConfiguration<NamedDocument>
{
    public void Configure(EntityTypeBuilder<NamedDocument> document)
    {
        document.ToTable("measure_document", table => table.NotBlank("title"));
        document.Property(d => d.Id).ValueGeneratedNever();
    }
}

internal sealed class QuantityMapping : IEntityTypeConfiguration<Quantity>
{
    public void Configure(EntityTypeBuilder<Quantity> quantity)
    {
        quantity.ToTable("measure_quantity", table => table.NotBlank("phrase"));
        quantity.Property(q => q.Id).ValueGeneratedNever();
    }
}

internal sealed class AccountabilityMapping : IEntityTypeConfiguration<Accountability>
{
    public void Configure(EntityTypeBuilder<Accountability> accountability)
    {
        accountability.ToTable("measure_accountability", table => table
            .NotBlank("phrase")
            .Keeps("somebody_was_held_to_account", "persons >= 0 and person_times >= 0 and persons + person_times > 0"));
        accountability.Property(a => a.Id).ValueGeneratedNever();
    }
}
