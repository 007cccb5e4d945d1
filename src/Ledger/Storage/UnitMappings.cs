using Ledger.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ledger.Storage;

internal sealed class UnitMapping : IEntityTypeConfiguration<Unit>
{
    public void Configure(EntityTypeBuilder<Unit> unit)
    {
        unit.ToTable("unit", table => table.NotBlank("name"));
        unit.Property(u => u.Id).ValueGeneratedNever();
        unit.HasIndex(u => u.Name).IsUnique();
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

        // In Migrations/Sql/0001.sql: the unique index on lower(email), and the foreign key to the unit. That one is checked at
        // commit, because a unit's head belongs to the unit he heads and neither row can be written before the other.
        person.HasIndex(p => p.UnitId);
    }
}
