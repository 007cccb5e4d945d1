using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace Host.Accounts.Storage;

/// <summary>Lets <c>dotnet ef migrations add</c> build the model; it never connects.</summary>
public sealed class AccountsDbDesign : IDesignTimeDbContextFactory<AccountsDb>
{
    /// <inheritdoc />
    public AccountsDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<AccountsDb>();
        AccountsDb.Configure(options, NpgsqlDataSource.Create("Host=design-time"));
        return new AccountsDb(options.Options);
    }
}
