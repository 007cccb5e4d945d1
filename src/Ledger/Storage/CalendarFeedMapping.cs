using Ledger.Units;
using Ledger.Working;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ledger.Storage;

internal sealed class CalendarFeedMapping : IEntityTypeConfiguration<CalendarFeed>
{
    public void Configure(EntityTypeBuilder<CalendarFeed> feed)
    {
        feed.ToTable("calendar_feed", table => table.Keeps("secret_hash_whole", "octet_length(secret_hash) = 32"));
        feed.HasKey(f => f.PersonId);
        feed.HasIndex(f => f.SecretHash).IsUnique();
        feed.HasOne<Person>().WithOne().HasForeignKey<CalendarFeed>(f => f.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
