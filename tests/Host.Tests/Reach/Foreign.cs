using Npgsql;

namespace Host.Tests.Reach;

/// <summary>An issue that is neither the liaison's, the head's nor the leader's, and what belongs to it.</summary>
internal static class Foreign
{
    /// <summary>What fills the places of addresses that begin so; later rows are the more exact ones.</summary>
    public static async Task<IReadOnlyList<(string Begins, Dictionary<string, string> Places)>> FindAsync(
        NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            select i.id, l.id, (select id from ledger.scheduling_meeting limit 1), (select id from ledger.weekly_supervision limit 1)
            from ledger.issue i join ledger.letter l on l.issue_id = i.id
            where i.status = 'InProgress' and not exists (
              select from identity.account a
              where a.person_id in (select person_id from ledger.issue_lead_leader where issue_id = i.id)
                 or a.person_id in (select person_id from ledger.unit_liaison where unit_id = i.lead_unit_id)
                 or a.person_id = (select head_id from ledger.unit where id = i.lead_unit_id))
            limit 1
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        Assert.True(await reader.ReadAsync(cancellationToken));
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
