using System.Text.Json;
using Ledger.Units;
using Ledger.Units.History;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ledger.Storage;

internal sealed class UnitMapping : IEntityTypeConfiguration<Unit>
{
    public void Configure(EntityTypeBuilder<Unit> unit)
    {
        unit.ToTable("unit", table => table.NotBlank("name"));
        unit.Property(u => u.Id).ValueGeneratedNever();
        unit.HasIndex(u => u.Name).IsUnique().HasFilter("removed_on is null");
        unit.HasIndex(u => u.IsOffice).IsUnique().HasFilter("is_office");
        unit.HasOne(u => u.Head).WithMany().HasForeignKey(u => u.HeadId).OnDelete(DeleteBehavior.Restrict);
        unit.HasMany(u => u.Liaisons).WithMany().UsingEntity(
            "unit_liaison",
            right => right.HasOne(typeof(Person)).WithMany().HasForeignKey("person_id").OnDelete(DeleteBehavior.Restrict),
            left => left.HasOne(typeof(Unit)).WithMany().HasForeignKey("unit_id").OnDelete(DeleteBehavior.Restrict));
    }
}

internal sealed class PersonMapping : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.ToTable("person", table => table
            .NotBlank("name", "title")
            .Keeps("email_plain", "email ~ '^[^@[:space:]]+@[^@[:space:]]+$'")
            .Keeps("culture_known", "culture in ('zh-CN', 'en')"));
        person.Property(p => p.Id).ValueGeneratedNever();
        person.Property(p => p.Culture).HasMaxLength(10);

        // In Migrations/Sql: the unique index on lower(email), and the foreign key to the unit. That one is checked at
        // commit, because a unit's head belongs to the unit he heads and neither row can be written before the other.
        person.HasIndex(p => p.UnitId);
    }
}

internal sealed class RosterEntryMapping : IEntityTypeConfiguration<RosterEntry>
{
    public void Configure(EntityTypeBuilder<RosterEntry> entry)
    {
        entry.ToTable("roster_entry", table => table.NotBlank("actor_id", "actor_name").Keeps("what_has_a_kind", "what ? 'kind'"));
        entry.Property(e => e.Id).UseIdentityAlwaysColumn();
        entry.Property(e => e.What).HasColumnType("jsonb").HasConversion(
            what => JsonSerializer.Serialize(what, HistoryJson.Options),
            text => JsonSerializer.Deserialize<RosterEvent>(text, HistoryJson.Options)!);
        entry.HasIndex(e => new { e.PersonId, e.Id });
        entry.HasIndex(e => new { e.UnitId, e.Id });
        entry.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<Unit>().WithMany().HasForeignKey(e => e.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
