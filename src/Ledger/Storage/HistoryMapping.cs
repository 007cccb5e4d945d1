using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ledger.History;
using Ledger.Issues;
using Ledger.Rounds;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ledger.Storage;

internal sealed class HistoryMapping : IEntityTypeConfiguration<HistoryEntry>
{
    /// <summary>Readable by hand in the database: Chinese as it is, enums by name.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },

        // jsonb does not keep the order of its keys, so the kind need not come first.
        AllowOutOfOrderMetadataProperties = true,
    };

    public void Configure(EntityTypeBuilder<HistoryEntry> entry)
    {
        entry.ToTable("history_entry", table => table.NotBlank("actor_id", "actor_name").Keeps("what_has_a_kind", "what ? 'kind'"));
        entry.Property(e => e.Id).UseIdentityAlwaysColumn();
        entry.Property(e => e.What).HasColumnType("jsonb").HasConversion(
            what => JsonSerializer.Serialize(what, Json),
            text => JsonSerializer.Deserialize<HistoryEvent>(text, Json)!);
        entry.HasIndex(e => new { e.IssueId, e.Id });
        entry.HasIndex(e => new { e.RoundId, e.Id });
        entry.HasOne<InspectionRound>().WithMany().HasForeignKey(e => e.RoundId).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<Issue>().WithMany().HasForeignKey(e => e.IssueId).OnDelete(DeleteBehavior.Restrict);
    }
}
