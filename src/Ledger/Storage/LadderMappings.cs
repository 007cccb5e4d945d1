using System.Text.Json;
using System.Text.Json.Serialization;
using Ledger.Deadlines;
using Ledger.Issues;
using Ledger.Rounds;
using Ledger.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ledger.Storage;

internal sealed class StoredLadderMapping : IEntityTypeConfiguration<StoredLadder>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public void Configure(EntityTypeBuilder<StoredLadder> ladder)
    {
        ladder.ToTable("ladder", table => table
            .NotBlank("name", "changed_by_name")
            .Keeps("steps_are_there", "jsonb_typeof(steps) = 'array' and jsonb_array_length(steps) between 1 and 20"));
        ladder.Property(l => l.Id).ValueGeneratedNever();
        ladder.HasIndex(l => l.Name).IsUnique();
        ladder.HasIndex(l => l.RoundId).IsUnique();
        ladder.HasOne<InspectionRound>().WithMany().HasForeignKey(l => l.RoundId).OnDelete(DeleteBehavior.Restrict);
        ladder.Property(l => l.Steps).HasColumnType("jsonb").HasConversion(
            steps => JsonSerializer.Serialize(steps, Json),
            text => JsonSerializer.Deserialize<List<LadderStep>>(text, Json)!,
            new ValueComparer<IReadOnlyList<LadderStep>>(
                (one, other) => one!.SequenceEqual(other!), steps => steps.Count, steps => steps.ToList()));
    }
}

internal sealed class LadderExceptionMapping : IEntityTypeConfiguration<LadderException>
{
    public void Configure(EntityTypeBuilder<LadderException> exception)
    {
        exception.ToTable("ladder_exception", table => table.NotBlank("reason", "set_by_name"));
        exception.HasKey(e => e.IssueId);
        exception.HasOne<Issue>().WithOne().HasForeignKey<LadderException>(e => e.IssueId).OnDelete(DeleteBehavior.Restrict);
        exception.HasOne<StoredLadder>().WithMany().HasForeignKey(e => e.LadderId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LadderListenerMapping : IEntityTypeConfiguration<LadderListener>
{
    public void Configure(EntityTypeBuilder<LadderListener> listener)
    {
        listener.ToTable("ladder_listener");
        listener.HasKey(l => new { l.IssueId, l.PersonId });
        listener.HasOne<Issue>().WithMany().HasForeignKey(l => l.IssueId).OnDelete(DeleteBehavior.Restrict);
        listener.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LadderClimbMapping : IEntityTypeConfiguration<LadderClimb>
{
    public void Configure(EntityTypeBuilder<LadderClimb> climb)
    {
        climb.ToTable("ladder_climb", table => table
            .OneOf<LadderClimb, LadderPaper>("paper")
            .OneOf<LadderClimb, Light>("light")
            .NotBlank("step")
            .Keeps("occurrence_from_zero", "occurrence >= 0")
            .Keeps("goes_out_on_its_day_or_later", "climbed_on >= rung_day")
            .Keeps("mail_to_a_person_letter_to_a_unit", "case when paper = 'Mail' then measure_id is not null and person_id is not null and unit_id is null else measure_id is null and person_id is null and unit_id is not null and mail_key is null end"));
        climb.Property(c => c.Id).UseIdentityAlwaysColumn();
        climb.HasIndex(c => new { c.MeasureId, c.DueOn, c.PersonId, c.LadderId, c.Step, c.Occurrence }).IsUnique()
            .HasFilter("paper = 'Mail'").HasDatabaseName("ix_ladder_climb_mail_once");
        climb.HasIndex(c => new { c.IssueId, c.DueOn, c.UnitId, c.LadderId, c.Step, c.Occurrence }).IsUnique()
            .HasFilter("paper <> 'Mail'").HasDatabaseName("ix_ladder_climb_letter_once");
        climb.HasIndex(c => c.PersonId).HasFilter("paper = 'Mail' and mail_key is null").HasDatabaseName("ix_ladder_climb_to_be_told");
        climb.HasIndex(c => c.IssueId);
        climb.HasOne<Issue>().WithMany().HasForeignKey(c => c.IssueId).OnDelete(DeleteBehavior.Restrict);
        climb.HasOne<Measure>().WithMany().HasForeignKey(c => c.MeasureId).OnDelete(DeleteBehavior.Restrict);
        climb.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        climb.HasOne<Unit>().WithMany().HasForeignKey(c => c.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
