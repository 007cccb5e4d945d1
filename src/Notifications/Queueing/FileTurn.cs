using Npgsql;

namespace Notifications.Queueing;

/// <summary>Keeps a new mail from leaning on a file that is being dropped in the same moment: many may add, one may drop, not both.</summary>
internal static class FileTurn
{
    private const long Turn = 0x4D61_696C_4669_6C65; // "MailFile": any number, the same on every host

    /// <summary>For whoever adds attachments; lasts until the transaction ends.</summary>
    public static Task ShareAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        TakeAsync(transaction, "select pg_advisory_xact_lock_shared(@turn)", cancellationToken);

    /// <summary>For whoever drops contents.</summary>
    public static Task TakeAloneAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        TakeAsync(transaction, "select pg_advisory_xact_lock(@turn)", cancellationToken);

    private static async Task TakeAsync(NpgsqlTransaction transaction, string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // the texts are constants of this file
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
#pragma warning restore CA2100
        command.Parameters.AddWithValue("turn", Turn);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
