using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace Ledger.Storage;

/// <summary>Lets <c>dotnet ef migrations add</c> build the model; it never connects.</summary>
public sealed class LedgerDbDesign : IDesignTimeDbContextFactory<LedgerDb>
{
    /// <inheritdoc />
    public LedgerDb CreateDbContext(string[] args) =>
        new(LedgerDb.Configure(new DbContextOptionsBuilder<LedgerDb>(), new NpgsqlConnection("Host=design-time")).Options);
}
