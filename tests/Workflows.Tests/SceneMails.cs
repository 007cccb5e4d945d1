using Ledger.Units;
using Npgsql;

namespace Workflows.Tests;

/// <summary>What a scene's outbox holds.</summary>
internal static class SceneMails
{
    /// <summary>Kinds and addressees of the mails in the outbox, oldest first.</summary>
    public static async Task<IReadOnlyList<(string Kind, string Address)>> MailsAsync(this OfficeScene scene, CancellationToken cancellationToken)
    {
        await using var command = scene.DataSource.CreateCommand(
            "select kind, address from notifications.mail m join notifications.mail_recipient r on r.mail_id = m.id order by m.created_at, kind, address");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var mails = new List<(string, string)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            mails.Add((reader.GetString(0), reader.GetString(1)));
        }

        return mails;
    }

    /// <summary>What the mails to <paramref name="person"/> about passed steps say comes next, oldest first.</summary>
    public static async Task<IReadOnlyList<string?>> NextStagesAsync(this OfficeScene scene, Person person, CancellationToken cancellationToken)
    {
        await using var command = scene.DataSource.CreateCommand("""
            select m.data ->> 'nextStage' from notifications.mail m join notifications.mail_recipient r on r.mail_id = m.id
            where m.kind = 'SignOffAgreed' and r.address = $1 order by m.created_at, m.key
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = person.Email });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var stages = new List<string?>();
        while (await reader.ReadAsync(cancellationToken))
        {
            stages.Add(reader.IsDBNull(0) ? null : reader.GetString(0));
        }

        return stages;
    }
}
