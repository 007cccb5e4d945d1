using System.Text.Json;
using Ledger.History;
using Ledger.Issues;
using Ledger.Rounds;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ledger.Storage;

internal sealed class HistoryMapping : IEntityTypeConfiguration<HistoryEntry>
{
    public void Configure(EntityTypeBuilder<HistoryEntry> entry)
    {
        entry.ToTable("history_entry", table => table.NotBlank("actor_id", "actor_name").Keeps("what_has_a_kind", "what ? 'kind'"));
        entry.Property(e => e.Id).UseIdentityAlwaysColumn();
        entry.Property(e => e.What).HasColumnType("jsonb").HasConversion(
            what => JsonSerializer.Serialize(what, HistoryJson.Options),
            text => JsonSerializer.Deserialize<HistoryEvent>(text, HistoryJson.Options)!);
        entry.HasIndex(e => new { e.IssueId, e.Id });
        entry.HasIndex(e => new { e.RoundId, e.Id });
        entry.HasOne<InspectionRound>().WithMany().HasForeignKey(e => e.RoundId).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<Issue>().WithMany().HasForeignKey(e => e.IssueId).OnDelete(DeleteBehavior.Restrict);
    }
}
