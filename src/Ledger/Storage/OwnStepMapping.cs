using Ledger.Issues;
using Ledger.OwnSteps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ledger.Storage;

internal sealed class OwnStepMapping : IEntityTypeConfiguration<OwnStep>
{
    public void Configure(EntityTypeBuilder<OwnStep> step)
    {
        step.ToTable("own_step", table => table
            .OneOf<OwnStep, StepParty>("party")
            .OneOf<OwnStep, OwnStepOutcome>("outcome")
            .NotBlank("task_id", "task_name")
            .Keeps("closed_when_not_open", "(outcome = 'Open') = (closed_at is null)")
            .Keeps("decided_by_somebody", "(outcome in ('Agreed', 'Returned')) = (decided_by_name is not null)"));
        step.Property(s => s.Id).ValueGeneratedNever();
        step.HasIndex(s => s.TaskId).IsUnique();
        step.HasIndex(s => s.IssueId);
        step.HasIndex(s => s.DueOn).HasFilter("outcome = 'Open'").HasDatabaseName("ix_own_step_open");
        step.HasOne<Issue>().WithMany(i => i.OwnSteps).HasForeignKey(s => s.IssueId).OnDelete(DeleteBehavior.Restrict);
    }
}
