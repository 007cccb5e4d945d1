using Ledger.Issues;
using Ledger.Rounds;
using Ledger.Scheduling;
using Ledger.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ledger.Storage;

// In Migrations/Sql: a closed record and its decisions are frozen.
internal sealed class SchedulingMeetingMapping : IEntityTypeConfiguration<SchedulingMeeting>
{
    public void Configure(EntityTypeBuilder<SchedulingMeeting> meeting)
    {
        meeting.ToTable("scheduling_meeting", table => table
            .Keeps("half_month_starts_on_1st_or_16th", "extract(day from half_month_from) in (1, 16)")
            .NotBlank("place")
            .Keeps("closed_with_a_record", "closed_at is null or (btrim(attendees) <> '' and btrim(minutes) <> '' and closed_by_name is not null)"));
        meeting.Property(m => m.Id).ValueGeneratedNever();
        meeting.HasIndex(m => new { m.RoundId, m.HalfMonthFrom }).IsUnique();
        meeting.HasOne<InspectionRound>().WithMany().HasForeignKey(m => m.RoundId).OnDelete(DeleteBehavior.Restrict);
        meeting.HasMany(m => m.Agenda).WithOne().HasForeignKey(e => e.MeetingId).OnDelete(DeleteBehavior.Restrict);
        meeting.HasMany(m => m.Decisions).WithOne().HasForeignKey(d => d.MeetingId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AgendaEntryMapping : IEntityTypeConfiguration<AgendaEntry>
{
    public void Configure(EntityTypeBuilder<AgendaEntry> entry)
    {
        entry.ToTable("agenda_entry", table => table.OneOf<AgendaEntry, AgendaReason>("reason").Keeps("amount_from_one", "amount >= 1"));
        entry.HasKey(e => new { e.MeetingId, e.IssueId, e.Reason });
        entry.HasOne<Issue>().WithMany().HasForeignKey(e => e.IssueId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MeetingDecisionMapping : IEntityTypeConfiguration<MeetingDecision>
{
    public void Configure(EntityTypeBuilder<MeetingDecision> decision)
    {
        decision.ToTable("meeting_decision", table => table
            .NotBlank("text", "owner_name")
            .Keeps("ordinal_from_one", "ordinal >= 1")
            .Keeps("done_with_a_result", "(done_at is null) = (btrim(coalesce(result, '')) = '') and (done_at is null) = (done_by_name is null)"));
        decision.Property(d => d.Id).ValueGeneratedNever();
        decision.HasIndex(d => new { d.MeetingId, d.Ordinal }).IsUnique();
        decision.HasIndex(d => new { d.OwnerId, d.DueOn }).HasFilter("done_at is null");
        decision.HasOne<Issue>().WithMany().HasForeignKey(d => d.IssueId).OnDelete(DeleteBehavior.Restrict);
        decision.HasOne<Person>().WithMany().HasForeignKey(d => d.OwnerId).OnDelete(DeleteBehavior.Restrict);
    }
}
