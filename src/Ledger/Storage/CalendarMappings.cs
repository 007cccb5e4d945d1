using Ledger.Calendar;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ledger.Storage;

internal sealed class CalendarYearMapping : IEntityTypeConfiguration<CalendarYear>
{
    public void Configure(EntityTypeBuilder<CalendarYear> year)
    {
        year.ToTable("calendar_year", table => table
            .NotBlank("source", "loaded_by_name")
            .Keeps("year_in_reach", "year between 2000 and 2100"));
        year.HasKey(y => y.Year);
        year.Property(y => y.Year).ValueGeneratedNever();
        year.HasMany(y => y.Days).WithOne().HasForeignKey(d => d.Year).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CalendarDayMapping : IEntityTypeConfiguration<CalendarDay>
{
    public void Configure(EntityTypeBuilder<CalendarDay> day)
    {
        day.ToTable("calendar_day", table => table
            .NotBlank("name")
            .Keeps("make_up_on_a_weekend", "is_off or extract(isodow from day) >= 6")
            .Keeps("day_near_its_year", "abs(day - make_date(year, 7, 2)) <= 200"));
        day.HasKey(d => d.Day);
    }
}

internal sealed class CalendarOverrideMapping : IEntityTypeConfiguration<CalendarOverride>
{
    public void Configure(EntityTypeBuilder<CalendarOverride> day)
    {
        day.ToTable("calendar_override", table => table.NotBlank("name", "set_by_name"));
        day.HasKey(d => d.Day);
    }
}
