using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Host.Api;

/// <summary>One page of a list and how many entries there are in all.</summary>
public sealed record Paged<T>(IReadOnlyList<T> Items, int Total);

/// <summary>Which page is asked for: <c>page</c> from 1, <c>size</c> from 1 to 200 entries.</summary>
internal readonly record struct Paging(int Page, int Size)
{
    private const int Usual = 50;
    private const int Largest = 200;
    private const int LastPage = int.MaxValue / Largest;

    public int Skip => (Page - 1) * Size;

    /// <summary>Reads the two numbers; what is wrong is told by name of the number.</summary>
    public static bool TryRead(
        string? page, string? size, out Paging paging, [NotNullWhen(false)] out Dictionary<string, string[]>? wrong)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        paging = new Paging(Number(nameof(page), page, 1, LastPage, errors), Number(nameof(size), size, Usual, Largest, errors));
        wrong = errors.Count == 0 ? null : errors;
        return wrong is null;
    }

    private static int Number(string name, string? text, int usual, int largest, Dictionary<string, string[]> errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return usual;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= largest)
        {
            return number;
        }

        errors[name] = [ApiTexts.Current("NumberOutOfRange", name, largest)];
        return usual;
    }
}
