using Host.Accounts.Inviting;
using Host.Accounts.SettingUp;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Host.Accounts.Storage;

/// <summary>Who can sign in, schema <c>identity</c>. Roles are three and fixed, so there are no tables for them.</summary>
public sealed class AccountsDb(DbContextOptions<AccountsDb> options) : IdentityUserContext<Account, Guid>(options)
{
    public const string Schema = "identity";

    public DbSet<SetUpLink> SetUpLinks => Set<SetUpLink>();

    public DbSet<AccountLink> AccountLinks => Set<AccountLink>();

    /// <summary>The options every context of this kind is made with.</summary>
    public static void Configure(DbContextOptionsBuilder builder, NpgsqlDataSource source) => builder
        .UseNpgsql(source, npgsql => npgsql.MigrationsHistoryTable("migrations", Schema))
        .UseSnakeCaseNamingConvention();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema(Schema);
        builder.ApplyConfigurationsFromAssembly(typeof(AccountsDb).Assembly);
    }
}
