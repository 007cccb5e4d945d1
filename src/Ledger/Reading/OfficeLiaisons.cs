using Ledger.Storage;
using Ledger.Units;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Reading;

/// <summary>The people who are told what the office has to know.</summary>
public static class OfficeLiaisons
{
    /// <summary>The liaisons of the rectification office who have not left, to be read only.</summary>
    public static IQueryable<Person> OfOffice(this LedgerDb db) =>
        db.Units.AsNoTracking().Where(u => u.IsOffice).SelectMany(u => u.Liaisons).Where(p => p.LeftOn == null);
}
