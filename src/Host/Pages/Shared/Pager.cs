using Microsoft.AspNetCore.Http.Extensions;

namespace Host.Pages.Shared;

/// <summary>The pages of a list, as links that keep what the list is narrowed to.</summary>
/// <param name="Path">Where the list lives.</param>
/// <param name="Current">From 1.</param>
/// <param name="Total">Lines in all.</param>
/// <param name="Kept">What the list is narrowed to; blanks are left out of the address.</param>
public sealed record Pager(string Path, int Current, int Size, int Total, IReadOnlyDictionary<string, string?> Kept)
{
    private const int Around = 2;

    /// <summary>At least one, even of an empty list.</summary>
    public int Pages => Math.Max(1, (Total + Size - 1) / Size);

    public int First => Total == 0 ? 0 : ((Current - 1) * Size) + 1;

    public int Last => Math.Min(Current * Size, Total);

    /// <summary>The page numbers shown: the ends and those around the current one; null stands for a gap.</summary>
    public IEnumerable<int?> Numbers()
    {
        var shown = Enumerable.Range(1, Pages).Where(n => n == 1 || n == Pages || Math.Abs(n - Current) <= Around);
        var before = 0;
        foreach (var n in shown)
        {
            if (n > before + 1)
            {
                yield return null;
            }

            yield return before = n;
        }
    }

    /// <summary>The address of page <paramref name="number"/>.</summary>
    public string To(int number)
    {
        var query = new QueryBuilder(Kept.Where(k => !string.IsNullOrWhiteSpace(k.Value)).Select(k => KeyValuePair.Create(k.Key, k.Value!)));
        if (number > 1)
        {
            query.Add("p", number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return Path + query;
    }
}
