using System.Globalization;
using System.Text;
using Ledger.Deadlines;
using Notifications.Queueing;

namespace Workflows.Mails;

/// <summary>
/// The deadlines a mail reminds of, as a file the reader takes into his calendar (RFC 5545): a day each. A measure's deadline has
/// the same identity in every mail, so that the second reminder makes no second entry and one that was moved takes the place of
/// the old one: what is sent on a later day is the higher revision. Written here and not by a library, because
/// the sweep may write a hundred thousand of them in a morning: a library took half a millisecond for each.
/// </summary>
internal static class DeadlineCalendar
{
    private const string ContentType = "text/calendar";

    /// <summary>Octets of a line before it goes on in the next (RFC 5545, 3.1).</summary>
    private const int LineOctets = 75;

    /// <summary>The deadlines of <paramref name="telling"/> that are still to come; null when none is.</summary>
    public static MailAttachment? Of(Telling telling, Uri? site, DateOnly today)
    {
        var culture = CultureInfo.GetCultureInfo(telling.Person.Culture);
        var ahead = telling.Measures.Where(m => m.DueOn >= today).DistinctBy(m => (m.MeasureId, m.DueOn)).ToList();
        if (ahead.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder();
        Add(text, "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Workflows//Rectification//ZH");
        ahead.ForEach(measure => AddDay(text, measure, site, today, culture));
        Add(text, "END:VCALENDAR");
        return new MailAttachment(DeadlineMails.Word("CalendarFile", culture), ContentType, Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void AddDay(StringBuilder text, ToldMeasure measure, Uri? site, DateOnly today, CultureInfo culture)
    {
        var invariant = CultureInfo.InvariantCulture;
        var line = string.Format(culture, DeadlineMails.Word("CalendarLine", culture), measure.Number, measure.Ordinal);
        if (measure.Provisional)
        {
            line = string.Format(culture, DeadlineMails.Word("CalendarProvisional", culture), line);
        }

        Add(
            text,
            "BEGIN:VEVENT",
            string.Create(invariant, $"UID:measure-{measure.MeasureId:n}"),
            string.Create(invariant, $"SEQUENCE:{today.DayNumber}"),
            string.Create(invariant, $"DTSTAMP:{today:yyyyMMdd}T000000Z"),
            string.Create(invariant, $"DTSTART;VALUE=DATE:{measure.DueOn:yyyyMMdd}"),
            $"SUMMARY:{Escaped(line)}",
            $"DESCRIPTION:{Escaped($"{measure.Title}\n{measure.Text}")}");
        if (site is not null)
        {
            Add(text, $"URL:{new Uri(site, $"/issues/{measure.IssueId}")}");
        }

        Add(text, "TRANSP:TRANSPARENT", "END:VEVENT");
    }

    private static string Escaped(string text) => text.ReplaceLineEndings("\n")
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>Adds lines, each folded where it grows too long, never within a character.</summary>
    private static void Add(StringBuilder text, params ReadOnlySpan<string> lines)
    {
        foreach (var line in lines)
        {
            var octets = 0;
            foreach (var rune in line.EnumerateRunes())
            {
                if ((octets += rune.Utf8SequenceLength) > LineOctets)
                {
                    text.Append("\r\n ");
                    octets = 1 + rune.Utf8SequenceLength;
                }

                text.Append(rune);
            }

            text.Append("\r\n");
        }
    }
}
