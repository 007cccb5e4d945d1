using Npgsql;

namespace Host.Tests.Reach;

/// <summary>An issue that is neither the liaison's, the head's nor the leader's, and what belongs to it.</summary>
internal static class Foreign
{
    /// <summary>What fills the places of addresses that begin so; letter, meeting and week are there once the house's first checks have run.</summary>
    public static async Task<IReadOnlyList<(string Begins, Dictionary<string, string> Places)>> FindAsync(
        NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        IReadOnlyList<(string, Dictionary<string, string>)>? found = null;
        await Until.TrueAsync(async () => (found = await LookAsync(database, cancellationToken)) is not null, cancellationToken);
        return found!;
    }

    private static async Task<IReadOnlyList<(string Begins, Dictionary<string, string> Places)>?> LookAsync(
        NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            select i.id, l.id, meeting.id, week.id
            from ledger.issue i join ledger.letter l on l.issue_id = i.id, ledger.scheduling_meeting meeting, ledger.weekly_supervision week
            where i.status = 'InProgress' and not exists (
              select from identity.account a
              where a.person_id in (select person_id from ledger.issue_lead_leader where issue_id = i.id)
                 or a.person_id in (select person_id from ledger.unit_liaison where unit_id = i.lead_unit_id)
                 or a.person_id = (select head_id from ledger.unit where id = i.lead_unit_id))
            limit 1
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var (issue, letter, meeting, week) = (reader.GetGuid(0).ToString(), reader.GetGuid(1).ToString(), reader.GetGuid(2).ToString(), reader.GetGuid(3).ToString());
        return
        [
            ("issues/{id", new() { ["id"] = issue }),
            ("letters/{id", new() { ["id"] = letter }),
            ("scheduling/{id", new() { ["id"] = meeting }),
            ("supervision/{weekId", new() { ["weekId"] = week, ["issueId"] = issue }),
        ];
    }

    /// <summary>Everything the forms of these pages ask for, so that no act is refused only because something is missing.</summary>
    public static Dictionary<string, string> Fields(string token) => new()
    {
        ["__RequestVerificationToken"] = token,
        ["Verdict.Reason"] = "x",
        ["Verdict.Opinion"] = "x",
        ["Statement"] = "x",
        ["WithdrawReason"] = "x",
        ["Reason"] = "x",
        ["SiteCheck.AskedFor"] = "x",
        ["SiteCheck.HeldOn"] = "2024-03-01",
        ["SiteCheck.People"] = "x",
        ["SiteCheck.Findings"] = "x",
        ["Extension.Ordinal"] = "1",
        ["Extension.Reason"] = "x",
        ["Extension.NewDeadline"] = "2030-01-01",
        ["LookBack.Finding"] = "x",
        ["Answer"] = "x",
        ["Form.Title"] = "x",
        ["Form.Body"] = "x",
        ["Form.Progress"] = "x",
        ["Form.ReplyBy"] = "2030-01-01",
        ["Day"] = "2030-01-01",
        ["Time"] = "09:00",
        ["Place"] = "x",
        ["Attendees"] = "x",
        ["Minutes"] = "x",
        ["Decision.Text"] = "x",
        ["Decision.DueOn"] = "2030-01-01",
        ["Result"] = "x",
        ["SilentUntil"] = "2030-01-01",
    };
}
