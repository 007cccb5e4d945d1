namespace Ledger.Notices;

/// <summary>
/// Quotes and document brackets of a text: which opening belongs to which closing. An opening without a closing in its
/// paragraph encloses nothing, so a lost bracket does not swallow what follows.
/// </summary>
internal sealed class Enclosures
{
    private readonly int[] _closing;

    private Enclosures(int[] closing) => _closing = closing;

    public static Enclosures Of(string shadow)
    {
        var closing = new int[shadow.Length];
        var open = new Stack<int>();
        var waiting = new Dictionary<char, int>();
        for (var at = 0; at < shadow.Length; at++)
        {
            var c = shadow[at];
            if (c == '\n')
            {
                open.Clear();
                waiting.Clear();
            }
            else if (ClosingOf(c) is not null)
            {
                open.Push(at);
                waiting[c] = waiting.GetValueOrDefault(c) + 1;
            }
            else if (OpeningOf(c) is { } opening && waiting.GetValueOrDefault(opening) > 0)
            {
                Close(shadow, open, waiting, opening, closing, at);
            }
        }

        return new Enclosures(closing);
    }

    /// <summary>Where the bracket or quote opened at <paramref name="at"/> closes; null when it does not, or none opens there.</summary>
    public int? ClosingOfOpeningAt(int at) => _closing[at] > 0 ? _closing[at] : null;

    // An inner opening left open ends with the outer one: it encloses nothing.
    private static void Close(string shadow, Stack<int> open, Dictionary<char, int> waiting, char opening, int[] closing, int at)
    {
        int from;
        do
        {
            from = open.Pop();
            waiting[shadow[from]]--;
        }
        while (shadow[from] != opening);

        closing[from] = at;
    }

    private static char? ClosingOf(char c) => c switch
    {
        '“' => '”',
        '‘' => '’',
        '《' => '》',
        '〈' => '〉',
        _ => null,
    };

    private static char? OpeningOf(char c) => c switch
    {
        '”' => '“',
        '’' => '‘',
        '》' => '《',
        '〉' => '〈',
        _ => null,
    };
}
