namespace Ledger.Notices;

/// <summary>What a line may open, judged from itself and the line after it.</summary>
/// <param name="Heading">The issue's heading it begins with, if it does.</param>
/// <param name="Marker">The text marker it begins with, if it does.</param>
/// <param name="Part">The part of the notice it opens, if it reads as such a heading.</param>
internal sealed record LineReading(NoticeLine Line, FoundHeading? Heading, TextMarker? Marker, LinePlace? Part)
{
    public bool OpensIssue => Heading is not null || Marker is not null;

    /// <summary>Whether nothing but the heading stands on the line.</summary>
    public bool IsHeadingAlone => Heading is { } heading && heading.RestAt == Line.Text.Length;

    public static List<LineReading> Of(IReadOnlyList<NoticeLine> lines)
    {
        var readings = new List<LineReading>(lines.Count);
        TextMarker? next = null;
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            var reading = Of(lines[i], beforeMarker: next is not null);
            readings.Add(reading);
            next = reading.Marker;
        }

        readings.Reverse();
        return readings;
    }

    private static LineReading Of(NoticeLine line, bool beforeMarker)
    {
        if (MarkerOf(line) is { } marker)
        {
            return new LineReading(line, null, marker, null);
        }

        if (Headings.Of(line) is { } heading)
        {
            return new LineReading(line, heading, null, null);
        }

        var part = SectionHeadings.PartOf(line);
        return beforeMarker && part is null or LinePlace.Organisation
            ? new LineReading(line, Headings.Numbered(line), null, null)
            : new LineReading(line, null, null, part);
    }

    // （2）整改情况： is the marker too, numbered within its issue; 二、整改情况 is the heading of a part.
    private static TextMarker? MarkerOf(NoticeLine line)
    {
        var number = Numberings.At(line.Shadow, 0);
        if (number is { Style: not NumberingStyle.ChineseComma and not NumberingStyle.Is } && line.Shadow.Contains(':', StringComparison.Ordinal))
        {
            return TextMarkers.At(line.Shadow, number.Value.Length) is { } inner ? inner with { Length = inner.Length + number.Value.Length } : null;
        }

        return TextMarkers.At(line.Shadow, 0);
    }
}
