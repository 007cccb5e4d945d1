using Host.Localization;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Ledger.Scheduling;
using Ledger.Working;
using Microsoft.Extensions.Localization;

namespace Host.Feeds;

/// <summary>Things to do and meetings as iCalendar (RFC 5545): due days as all-day events, meetings with their time.</summary>
internal static class CalendarText
{
    private static readonly TimeSpan MeetingLasts = TimeSpan.FromHours(2);

    /// <param name="revisions">How often something has happened to the issues the items belong to.</param>
    public static string Of(
        IEnumerable<WorkItem> items, IEnumerable<SchedulingMeeting> meetings, IReadOnlyDictionary<Guid, int> revisions, IStringLocalizer<Words> words, Uri site,
        DateOnly today)
    {
        // The stamp changes once a day, not with every reading: what has not changed keeps its ETag.
        var stamp = new CalDateTime(today.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), "UTC");
        var calendar = new Ical.Net.Calendar { ProductId = "-//Workflows//Rectification//ZH" };
        calendar.AddProperty("X-WR-CALNAME", words["FeedName"]);
        foreach (var item in items)
        {
            var link = new Uri(site, WorkLinks.Of(item));
            calendar.Events.Add(new CalendarEvent
            {
                Uid = $"{item.Key.Replace('/', '-')}@{site.Host}",
                DtStamp = stamp,
                Sequence = item.IssueId is { } issue ? revisions.GetValueOrDefault(issue) : 0,
                Summary = Line(item, words),
                Start = new CalDateTime(item.DueOn!.Value),
                Url = link,
                Transparency = Ical.Net.TransparencyType.Transparent,
            });
        }

        foreach (var meeting in meetings)
        {
            calendar.Events.Add(new CalendarEvent
            {
                Uid = $"meeting-{meeting.Id:n}@{site.Host}",
                DtStamp = stamp,
                Sequence = meeting.Changes,
                Summary = words["FeedMeeting"],
                Location = meeting.Place,
                Start = new CalDateTime(meeting.MeetsAt.UtcDateTime, "UTC"),
                End = new CalDateTime((meeting.MeetsAt + MeetingLasts).UtcDateTime, "UTC"),
                Url = new Uri(site, $"/scheduling/{meeting.Id}"),
            });
        }

        return new CalendarSerializer(calendar).SerializeToString() ?? string.Empty;
    }

    private static string Line(WorkItem item, IStringLocalizer<Words> words)
    {
        string line = item.IssueNumber is { } number
            ? words["FeedLine", words[$"Work_{item.Kind}"], words["IssueNumber", number], item.Subject]
            : words["FeedLineShort", words[$"Work_{item.Kind}"], item.Subject];
        return item.IsProvisional ? words["FeedProvisional", line] : line;
    }
}
