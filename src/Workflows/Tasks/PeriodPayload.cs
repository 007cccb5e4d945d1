using System.Globalization;
using System.Text.Json.Nodes;
using ElsaRuntime.Tasks;
using Ledger.History;
using Microsoft.EntityFrameworkCore;
using Workflows.Acts;

namespace Workflows.Tasks;

/// <summary>What the two rhythms' steps share: the period they speak of, and the note on the issue.</summary>
internal static class PeriodPayload
{
    /// <summary>The day under <paramref name="name"/>, or null: an event raised by hand may carry none.</summary>
    public static DateOnly? Day(JsonNode? payload, string name) =>
        payload is JsonObject fields && fields[name] is JsonValue value && value.TryGetValue(out string? text)
        && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Appends the note without loading the issue whole: the weekly run passes here once for every open issue.</summary>
    public static async Task NoteOnIssueAsync(
        this LedgerSession session, TaskRequest request, HistoryEvent what, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var db = await session.InAsync(request.Transaction);
        var issue = await db.Issues.Where(i => i.WorkflowInstanceId == request.InstanceId)
            .Select(i => new { i.Id, i.RoundId }).SingleOrDefaultAsync(cancellationToken);
        if (issue is null)
        {
            return;
        }

        var entry = new HistoryEntry
        {
            RoundId = issue.RoundId,
            IssueId = issue.Id,
            At = now,
            ActorId = session.Actor.Id,
            ActorName = session.Actor.Name,
            What = what,
        };
        db.History.Add(entry);
        await db.SaveChangesAsync(cancellationToken);
        db.Entry(entry).State = EntityState.Detached;
    }
}
