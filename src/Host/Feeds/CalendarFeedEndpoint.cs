using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Host.Accounts.Storage;
using Host.Localization;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.Storage;
using Ledger.Working;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;

namespace Host.Feeds;

/// <summary>
/// <c>/calendar/{secret}.ics</c>: a person's dates for his calendar program, which cannot sign in: the secret address is the key.
/// A wrong or revoked one finds nothing, and so does one whose owner's account is closed.
/// </summary>
internal static class CalendarFeedEndpoint
{
    private const int DaysAhead = 400;

    public static string PathOf(string secret) => $"/calendar/{secret}.ics";

    public static void MapCalendarFeeds(this WebApplication app) => app.MapGet("/calendar/{secret}.ics", ReadAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> ReadAsync(
        string secret, LedgerDb db, AccountsDb accounts, WorkList work, IStringLocalizer<Words> words, TimeProvider clock, HttpContext http,
        CancellationToken cancellationToken)
    {
        if (await CalendarFeeds.FindAsync(db, secret, cancellationToken) is not { } personId
            || await accounts.Users.AsNoTracking().SingleOrDefaultAsync(a => a.PersonId == personId && a.ClosedAt == null, cancellationToken) is not { } account
            || await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId, cancellationToken) is not { } person)
        {
            return TypedResults.NotFound();
        }

        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(account.Culture);
        var actor = new Actor(account.Id.ToString(), person.Name, account.Role, person.UnitId, person.Id);
        var today = clock.Today();
        var items = (await work.ReadAsync(db, actor, today, today.AddDays(DaysAhead), cancellationToken)).Where(i => i.DueOn is not null).ToList();
        var meetings = await MeetingDates.OfAsync(db, actor, today, cancellationToken);
        var text = CalendarText.Of(items, meetings, await IssueRevisions.OfAsync(db, items.Select(i => i.IssueId).OfType<Guid>(), cancellationToken), words, new Uri($"{http.Request.Scheme}://{http.Request.Host}"), today);
        var bytes = Encoding.UTF8.GetBytes(text);
        http.Response.Headers.CacheControl = "private, max-age=300";
        return TypedResults.Bytes(bytes, "text/calendar; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..16])}\""));
    }
}
