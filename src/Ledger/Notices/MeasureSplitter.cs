namespace Ledger.Notices;

/// <summary>A measure's place in an issue's text: its marker and what follows it, trimmed.</summary>
internal readonly record struct MeasurePart(int At, string Marker, int TextAt, string Text, bool NumberMissing);

/// <summary>
/// Parts an issue's text into measures. The numbering that comes first decides; others inside a measure are left to it. Where
/// there is none, the text is one measure.
/// </summary>
internal static class MeasureSplitter
{
    private readonly record struct Marker(int At, Numbering Number, ClauseStart Start);

    private enum ClauseStart
    {
        None,

        /// <summary>After a comma: believed only where the number continues the row.</summary>
        Weak,

        /// <summary>At the start of a paragraph, or after 。；：.</summary>
        Strong,
    }

    /// <summary>Measures in order, and the text before the first marker.</summary>
    public static (string LeadIn, IReadOnlyList<MeasurePart> Measures) Split(string text, string shadow)
    {
        var markers = Row(Markers(shadow));
        if (markers.Count == 0)
        {
            var whole = text.Trim();
            return (string.Empty, whole.Length == 0 ? [] : [new MeasurePart(0, string.Empty, 0, whole, false)]);
        }

        var leadIn = text[..markers[0].At].Trim();
        var measures = new List<MeasurePart>(markers.Count + 1);
        if (markers[0].Number.Value > 1 && leadIn.Length > 0)
        {
            // 二是 comes first: what stands before it is the first measure, its 一是 lost.
            measures.Add(new MeasurePart(0, string.Empty, 0, leadIn, true));
            leadIn = string.Empty;
        }

        for (var i = 0; i < markers.Count; i++)
        {
            measures.Add(Part(text, markers, i, firstIsMissing: i == 0 && markers[0].Number.Value > 1 && measures.Count == 0));
        }

        return (leadIn, measures);
    }

    /// <summary>Whether 一是 stands at the start of a clause of <paramref name="shadow"/>.</summary>
    public static bool CountsByIs(string shadow) =>
        Markers(shadow).Any(marker => marker.Number is { Style: NumberingStyle.Is, Value: 1 } && marker.Start == ClauseStart.Strong);

    private static MeasurePart Part(string text, List<Marker> markers, int i, bool firstIsMissing)
    {
        var (at, number, _) = markers[i];
        var from = at + number.Length;
        var to = i + 1 < markers.Count ? markers[i + 1].At : text.Length;
        var gap = i > 0 && number.Value > markers[i - 1].Number.Value + 1;
        return new MeasurePart(at, text[at..from].Trim(), from, text[from..to].Trim(), gap || firstIsMissing);
    }

    // The markers that make one row 1, 2, 3 …; a row may start again in a later paragraph or sentence.
    private static List<Marker> Row(IEnumerable<Marker> markers)
    {
        var row = new List<Marker>();
        NumberingStyle? style = null;
        var last = 0;
        foreach (var marker in markers)
        {
            if (style is null ? !Begins(marker) : marker.Number.Style != style || !Continues(marker, last))
            {
                continue;
            }

            style = marker.Number.Style;
            last = marker.Number.Value;
            row.Add(marker);
        }

        return row;
    }

    private static bool Begins(Marker marker) =>
        marker.Start == ClauseStart.Strong
        && (marker.Number.Value == 1 || (marker.Number.Style == NumberingStyle.Is && marker.Number.Value <= 5));

    private static bool Continues(Marker marker, int last)
    {
        var value = marker.Number.Value;
        if (value == last + 1)
        {
            return marker.Start == ClauseStart.Strong || marker.Number.Style != NumberingStyle.Digits;
        }

        var another = value == 1 && marker.Number.Style == NumberingStyle.Is;
        return marker.Start == ClauseStart.Strong && (another || (value > last && value <= last + 3));
    }

    private static IEnumerable<Marker> Markers(string shadow)
    {
        var enclosures = Enclosures.Of(shadow);
        var start = ClauseStart.Strong;
        for (var at = 0; at < shadow.Length; at++)
        {
            if (start != ClauseStart.None && Numberings.At(shadow, at) is { } number)
            {
                yield return new Marker(at, number, start);
                at += number.Length - 1;
                start = ClauseStart.None;
            }
            else if (enclosures.ClosingOfOpeningAt(at) is { } closing)
            {
                at = closing;
                start = shadow[closing - 1] is '。' or ';' ? ClauseStart.Strong : ClauseStart.None;
            }
            else
            {
                start = After(shadow[at], start);
            }
        }
    }

    private static ClauseStart After(char c, ClauseStart before) => c switch
    {
        '。' or ';' or ':' or '!' or '?' or '\n' => ClauseStart.Strong,
        ',' or '、' => ClauseStart.Weak,
        ' ' or '”' or '’' or ')' or '-' => before,
        _ => ClauseStart.None,
    };
}
