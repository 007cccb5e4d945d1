using Ledger.Calendar;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.Issues;
using Ledger.Rounds;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Reading;

/// <summary>How far things have come: every figure is counted from rows the viewer may see.</summary>
public sealed record Overview(
    InspectionRound? Round,
    IReadOnlyDictionary<IssueStatus, int> Issues,
    IReadOnlyDictionary<Light, int> Lights,
    int Measures,
    int MeasuresDone,
    IReadOnlyList<UnitProgress> Units,
    IReadOnlyDictionary<Guid, string> MemberUnits,
    DateOnly? LastSupervision,
    DateOnly? LastMeeting)
{
    public int IssueCount => Issues.Values.Sum();

    public int SignedOff => Issues.GetValueOrDefault(IssueStatus.SignedOff);

    /// <summary>Reads the overview of a round, of the newest if <paramref name="roundId"/> names none; without a round everything is zero.</summary>
    public static async Task<Overview> ReadAsync(LedgerDb db, Actor viewer, DateOnly today, Guid? roundId, CancellationToken cancellationToken)
    {
        var round = await db.Rounds.AsNoTracking().Include(r => r.LeadingGroup.OrderBy(m => m.Role).ThenBy(m => m.Ordinal))
            .OrderByDescending(r => r.Id == roundId).ThenByDescending(r => r.RegisteredAt).FirstOrDefaultAsync(cancellationToken);
        var days = (round?.Settings ?? new RoundSettings()).LightDays(today, await CalendarBook.ReadAsync(db, cancellationToken));
        var rows = round is null ? [] : await RowsAsync(db, viewer, round.Id, today, cancellationToken);
        return new Overview(
            round,
            rows.CountBy(r => r.Status).ToDictionary(),
            rows.CountBy(r => Deadlines.Lights.Of(r.Status, r.Measures - r.Done, r.Next, r.Behind, days)).ToDictionary(),
            rows.Sum(r => r.Measures),
            rows.Sum(r => r.Done),
            [.. rows.Where(r => r.LeadUnit is not null).GroupBy(r => (r.LeadUnitId, r.LeadUnit), (unit, of) => Progress(unit.LeadUnitId!.Value, unit.LeadUnit!, [.. of], days))
                .OrderByDescending(u => u.Red).ThenByDescending(u => u.Yellow).ThenBy(u => u.Name, StringComparer.Ordinal)],
            await MemberUnitsAsync(db, round, cancellationToken),
            round is null ? null : await db.WeeklySupervisions.Where(w => w.RoundId == round.Id).MaxAsync(w => (DateOnly?)w.WeekOf, cancellationToken),
            round is null ? null : await db.SchedulingMeetings.Where(m => m.RoundId == round.Id).MaxAsync(m => (DateOnly?)m.HalfMonthFrom, cancellationToken));
    }

    /// <summary>Names of the units the members of the leading group stand for.</summary>
    private static async Task<Dictionary<Guid, string>> MemberUnitsAsync(LedgerDb db, InspectionRound? round, CancellationToken cancellationToken)
    {
        var ids = round?.LeadingGroup.Select(m => m.UnitId).OfType<Guid>().ToList() ?? [];
        return await db.Units.AsNoTracking().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, cancellationToken);
    }

    private static Task<List<Row>> RowsAsync(LedgerDb db, Actor viewer, Guid roundId, DateOnly today, CancellationToken cancellationToken) =>
        db.Issues.AsNoTracking().VisibleTo(viewer).Where(i => i.RoundId == roundId).Standing(today)
            .Select(s => new Row(s.Issue.Status, s.Issue.LeadUnitId, s.Issue.LeadUnit!.Name, s.Next, s.Behind, s.Measures, s.Done))
            .ToListAsync(cancellationToken);

    private static UnitProgress Progress(Guid id, string name, IReadOnlyList<Row> rows, LightDays days)
    {
        var lights = rows.CountBy(r => Deadlines.Lights.Of(r.Status, r.Measures - r.Done, r.Next, r.Behind, days)).ToDictionary();
        return new UnitProgress(
            id, name, rows.Count, rows.Count(r => r.Status == IssueStatus.SignedOff), rows.Sum(r => r.Measures), rows.Sum(r => r.Done),
            lights.GetValueOrDefault(Light.Red), lights.GetValueOrDefault(Light.Yellow));
    }

    private sealed record Row(IssueStatus Status, Guid? LeadUnitId, string? LeadUnit, DateOnly? Next, int Behind, int Measures, int Done);
}

/// <summary>One lead unit's line of the overview.</summary>
public sealed record UnitProgress(Guid UnitId, string Name, int Issues, int SignedOff, int Measures, int MeasuresDone, int Red, int Yellow);
