using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using static Ledger.Refusals.Refusals;

namespace Ledger.SigningOff;

/// <summary>What was found on site.</summary>
public sealed record SiteFindings(DateOnly? HeldOn, string? People, string? Findings);

/// <summary>The rules by which the office asks for a check on site and puts it on record.</summary>
public static class CheckSite
{
    /// <summary>Whether <paramref name="actor"/> may ask for a check while a request waits.</summary>
    public static Outcome<SiteCheckAsked> Ask(Issue issue, string? askedFor, Actor actor) =>
        actor.Role != Role.Office ? OnlyTheOffice
        : DecideSignOff.Pending(issue) is not { } round ? NothingToDecide
        : string.IsNullOrWhiteSpace(askedFor) ? SiteCheckNeedsAPurpose
        : new SiteCheckAsked(round.Number, askedFor.Trim());

    /// <summary>Whether <paramref name="actor"/> may put <paramref name="findings"/> on record for <paramref name="check"/>.</summary>
    public static Outcome<SiteCheckRecorded> Record(Issue issue, SiteCheck? check, SiteFindings findings, Actor actor, DateOnly today)
    {
        if (actor.Role != Role.Office)
        {
            return OnlyTheOffice;
        }

        if (DecideSignOff.Pending(issue) is not { } round || check is null || !round.SiteChecks.Contains(check))
        {
            return NothingToDecide;
        }

        if (!check.IsOpen)
        {
            return SiteCheckRecordedBy(check.RecordedByName!);
        }

        return findings.HeldOn is not { } day || day > today || string.IsNullOrWhiteSpace(findings.People) || string.IsNullOrWhiteSpace(findings.Findings)
            ? SiteCheckIncomplete
            : new SiteCheckRecorded(round.Number, day, findings.People.Trim(), findings.Findings.Trim());
    }

    /// <summary>The check as a row of the pending round.</summary>
    public static SiteCheck Apply(Issue issue, SiteCheckAsked asked, Actor actor, DateTimeOffset now)
    {
        var round = DecideSignOff.Pending(issue)!;
        var check = new SiteCheck
        {
            Id = Guid.CreateVersion7(now),
            RoundId = round.Id,
            AskedFor = asked.AskedFor,
            AskedBy = actor.Id,
            AskedByName = actor.Name,
            AskedAt = now,
        };
        round.SiteChecks.Add(check);
        return check;
    }

    /// <summary>Puts the findings on the row.</summary>
    public static void Apply(SiteCheck check, SiteCheckRecorded recorded, Actor actor, DateTimeOffset now)
    {
        (check.HeldOn, check.People, check.Findings) = (recorded.HeldOn, recorded.People, recorded.Findings);
        (check.RecordedByName, check.RecordedAt) = (actor.Name, now);
    }
}
