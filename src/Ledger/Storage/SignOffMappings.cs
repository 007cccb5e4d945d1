using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ledger.Delegating;
using Ledger.Extending;
using Ledger.Files;
using Ledger.Issues;
using Ledger.LookingBack;
using Ledger.SigningOff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ledger.Storage;

internal sealed class SignOffRoundMapping : IEntityTypeConfiguration<SignOffRound>
{
    public void Configure(EntityTypeBuilder<SignOffRound> round)
    {
        round.ToTable("sign_off_round", table => table
            .OneOf<SignOffRound, SignOffOutcome>("outcome")
            .NotBlank("statement", "applied_by", "applied_by_name")
            .Keeps("number_from_one", "number >= 1")
            .Keeps("cycle_from_one", "cycle >= 1")
            .Keeps("decided_when_not_pending", "(outcome = 'Pending') = (decided_by is null) and (decided_by is null) = (decided_at is null) and (decided_by is null) = (decided_by_name is null)")
            .Keeps("nobody_decides_on_his_own_request", "decided_by <> applied_by or outcome = 'Withdrawn'")
            .Keeps("return_needs_a_reason", "outcome not in ('Returned', 'Withdrawn') or (reason is not null and btrim(reason) <> '')"));
        round.Property(s => s.Id).ValueGeneratedNever();
        round.Property(s => s.Cycle).HasDefaultValue(1);
        round.Property(s => s.Demands).HasDefaultValueSql("'{}'");
        round.HasIndex(s => new { s.IssueId, s.Number }).IsUnique();
        round.HasIndex(s => s.IssueId).IsUnique().HasFilter("outcome = 'Pending'").HasDatabaseName("ix_sign_off_round_one_pending");
        round.HasMany(s => s.Steps).WithOne().HasForeignKey(s => s.RoundId).OnDelete(DeleteBehavior.Restrict);
        round.HasMany(s => s.SiteChecks).WithOne().HasForeignKey(s => s.RoundId).OnDelete(DeleteBehavior.Restrict);
        round.HasMany(s => s.Evidence).WithOne().HasForeignKey(e => e.RoundId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SignOffStepMapping : IEntityTypeConfiguration<SignOffStep>
{
    public void Configure(EntityTypeBuilder<SignOffStep> step)
    {
        step.ToTable("sign_off_step", table => table
            .OneOf<SignOffStep, SignOffStepKind>("kind")
            .OneOf<SignOffStep, StepOutcome>("outcome")
            .NotBlank("task_name")
            .Keeps("ordinal_from_one", "ordinal >= 1")
            .Keeps("closed_when_not_open", "(outcome = 'Open') = (closed_at is null)")
            .Keeps("skipped_for_a_reason", "(outcome = 'Skipped') = (note is not null)"));
        step.Property(s => s.Id).ValueGeneratedNever();
        step.HasIndex(s => new { s.RoundId, s.Ordinal }).IsUnique();
        step.HasMany(s => s.Decisions).WithOne().HasForeignKey(d => d.StepId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SignOffDecisionMapping : IEntityTypeConfiguration<SignOffDecision>
{
    public void Configure(EntityTypeBuilder<SignOffDecision> decision)
    {
        decision.ToTable("sign_off_decision", table => table
            .NotBlank("actor_id", "actor_name")
            .Keeps("return_needs_a_reason", "agreed or (opinion is not null and btrim(opinion) <> '')"));
        decision.Property(d => d.Id).ValueGeneratedNever();

        // Nobody speaks at two levels of one request: neither the one who acts nor the one he acts for.
        decision.HasIndex(d => new { d.RoundId, d.ActorId }).IsUnique().HasDatabaseName("ix_sign_off_decision_nobody_speaks_twice");
        decision.HasIndex(d => new { d.RoundId, d.ForPersonId }).IsUnique().HasDatabaseName("ix_sign_off_decision_nobody_is_spoken_for_twice");
        decision.HasOne<SignOffRound>().WithMany().HasForeignKey(d => d.RoundId).OnDelete(DeleteBehavior.Restrict);
        decision.HasOne<Units.Person>().WithMany().HasForeignKey(d => d.ForPersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SiteCheckMapping : IEntityTypeConfiguration<SiteCheck>
{
    public void Configure(EntityTypeBuilder<SiteCheck> check)
    {
        check.ToTable("site_check", table => table
            .NotBlank("asked_for", "asked_by_name", "people", "findings")
            .Keeps("recorded_whole", "num_nonnulls(held_on, people, findings, recorded_by_name, recorded_at) in (0, 5)"));
        check.Property(c => c.Id).ValueGeneratedNever();
        check.Ignore(c => c.IsOpen);
        check.HasMany(c => c.Photos).WithMany().UsingEntity(
            "site_check_photo",
            right => right.HasOne(typeof(StoredFile)).WithMany().HasForeignKey("file_id").OnDelete(DeleteBehavior.Restrict),
            left => left.HasOne(typeof(SiteCheck)).WithMany().HasForeignKey("site_check_id").OnDelete(DeleteBehavior.Restrict));
    }
}

internal sealed class EvidenceMapping : IEntityTypeConfiguration<Evidence>
{
    public void Configure(EntityTypeBuilder<Evidence> evidence)
    {
        evidence.ToTable("evidence");
        evidence.Property(e => e.Id).ValueGeneratedNever();
        evidence.HasOne<Measure>().WithMany().HasForeignKey(e => e.MeasureId).OnDelete(DeleteBehavior.Restrict);
        evidence.HasOne(e => e.File).WithMany().HasForeignKey(e => e.FileId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DelegationMapping : IEntityTypeConfiguration<Delegation>
{
    public void Configure(EntityTypeBuilder<Delegation> delegation)
    {
        delegation.ToTable("delegation", table => table
            .Keeps("in_order", "\"from\" <= until")
            .Keeps("to_somebody_else", "delegate_id <> principal_id"));
        delegation.Property(d => d.Id).ValueGeneratedNever();
        delegation.HasOne(d => d.Principal).WithMany().HasForeignKey(d => d.PrincipalId).OnDelete(DeleteBehavior.Restrict);
        delegation.HasOne(d => d.Delegate).WithMany().HasForeignKey(d => d.DelegateId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ExtensionRequestMapping : IEntityTypeConfiguration<ExtensionRequest>
{
    public void Configure(EntityTypeBuilder<ExtensionRequest> request)
    {
        request.ToTable("extension_request", table => table
            .OneOf<ExtensionRequest, ExtensionOutcome>("outcome")
            .NotBlank("reason", "applied_by", "applied_by_name")
            .Keeps("number_from_one", "number >= 1")
            .Keeps("to_a_later_day", "new_deadline > old_deadline")
            .Keeps("nobody_decides_on_his_own_request", "first_by <> applied_by and second_by <> applied_by")
            .Keeps("two_people_approve", "second_by <> first_by")
            .Keeps("levels_in_order", "case outcome when 'AtTheOffice' then first_by is null and second_by is null when 'AtTheLeaders' then first_by is not null and second_by is null when 'Granted' then first_by is not null and second_by is not null else first_by is not null end")
            .Keeps("refusal_needs_a_reason", "outcome <> 'Refused' or (opinion is not null and btrim(opinion) <> '')"));
        request.Property(r => r.Id).ValueGeneratedNever();
        request.Ignore(r => r.IsPending);
        request.HasIndex(r => new { r.MeasureId, r.Number }).IsUnique();
        request.HasIndex(r => r.MeasureId).IsUnique().HasFilter("outcome in ('AtTheOffice', 'AtTheLeaders')").HasDatabaseName("ix_extension_request_one_pending");
        request.HasOne<Measure>().WithMany().HasForeignKey(r => r.MeasureId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LookBackMapping : IEntityTypeConfiguration<LookBack>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly ValueComparer<List<CheckedPoint>> SamePoints = new(
        (a, b) => a!.SequenceEqual(b!), points => points.Count, points => points.ToList());

    public void Configure(EntityTypeBuilder<LookBack> lookBack)
    {
        lookBack.ToTable("look_back", table => table
            .OneOf<LookBack, LookBackOutcome>("outcome")
            .Keeps("done_when_not_pending", "(outcome = 'Pending') = (done_by is null) and (done_by is null) = (done_at is null) and (done_by is null) = (finding is null)"));
        lookBack.Property(l => l.Id).ValueGeneratedNever();
        lookBack.HasIndex(l => new { l.IssueId, l.Cycle }).IsUnique();
        lookBack.HasIndex(l => l.DueOn).HasFilter("outcome = 'Pending'");
        lookBack.Property(l => l.Checklist).HasColumnType("jsonb").HasConversion(
            points => JsonSerializer.Serialize(points, Json), text => JsonSerializer.Deserialize<List<CheckedPoint>>(text, Json)!, SamePoints);
    }
}
