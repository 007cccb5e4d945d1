using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Letters;

/// <summary>A number in a series and year.</summary>
public readonly record struct LetterNumber(string Series, int Year, int Number)
{
    /// <summary>
    /// Draws the next number. The counter's row stays locked until the transaction ends: a second sender, on this host or
    /// another, waits and gets the number after it; what is rolled back has used none.
    /// </summary>
    public static async Task<LetterNumber> NextAsync(LedgerDb db, string series, int year, CancellationToken cancellationToken)
    {
        var drawn = await db.Database.SqlQuery<int>(
            $"""
            insert into ledger.letter_counter as counter (series, year, last) values ({series}, {year}, 1)
            on conflict (series, year) do update set last = counter.last + 1
            returning last as "Value"
            """).ToListAsync(cancellationToken);
        return new LetterNumber(series, year, drawn.Single());
    }
}
