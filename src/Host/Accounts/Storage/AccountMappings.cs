using Host.Accounts.Inviting;
using Host.Accounts.SettingUp;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Host.Accounts.Storage;

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("account", table =>
        {
            table.HasCheckConstraint("account_role_known", "role in ('Office', 'Leader', 'Liaison')");
            table.HasCheckConstraint("account_culture_known", "culture in ('zh-CN', 'en')");
            table.HasCheckConstraint("account_display_name_not_blank", "display_name ~ '[^[:space:]]'");
        });
        account.Property(a => a.Role).HasConversion<string>().HasMaxLength(20);
        account.Property(a => a.Culture).HasMaxLength(10);
        account.Property(a => a.DisplayName).HasMaxLength(100);
        account.Property(a => a.UserName).IsRequired();
        account.Property(a => a.NormalizedUserName).IsRequired();

        // That the person is on the roster is a foreign key into the ledger's schema; it stands in the migration.
        account.HasIndex(a => a.PersonId).IsUnique();
    }
}

internal sealed class AccountDetailMappings :
    IEntityTypeConfiguration<IdentityUserClaim<Guid>>,
    IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
    IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> claim) => claim.ToTable("account_claim");

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> login) => login.ToTable("account_login");

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> token) => token.ToTable("account_token");
}

internal sealed class SetUpLinkMapping : IEntityTypeConfiguration<SetUpLink>
{
    public void Configure(EntityTypeBuilder<SetUpLink> link)
    {
        link.ToTable("set_up_link", table => table.HasCheckConstraint("set_up_link_expires_later", "expires_at > made_at"));
        link.HasKey(l => l.TokenHash);
    }
}

internal sealed class AccountLinkMapping : IEntityTypeConfiguration<AccountLink>
{
    public void Configure(EntityTypeBuilder<AccountLink> link)
    {
        link.ToTable("account_link", table => table.HasCheckConstraint("account_link_expires_later", "expires_at > made_at"));
        link.HasKey(l => l.TokenHash);
        link.HasOne<Account>().WithMany().HasForeignKey(l => l.AccountId).OnDelete(DeleteBehavior.Cascade);

        // One way in at a time: a new link puts an end to the one before.
        link.HasIndex(l => l.AccountId).IsUnique().HasFilter("used_at is null");
    }
}
