using Npgsql;

namespace Notifications.Receipts;

internal static class ReceiptRows
{
    private const string Columns = "id, subject, address, name, offered_at, expires_at, signed_at, signed_by";

    public static async Task<Receipt?> FindAsync(NpgsqlTransaction transaction, Guid id, bool held, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"select {Columns} from notifications.receipt where id = @id {(held ? "for update" : "")}", transaction.Connection, transaction);
        command.Parameters.AddWithValue("id", id);
        return (await ReadAsync(command, cancellationToken)).SingleOrDefault();
    }

    public static async Task<Receipt?> FindAsync(
        NpgsqlTransaction transaction, string subject, string address, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"select {Columns} from notifications.receipt where subject = @subject and lower(address) = lower(@address) for update",
            transaction.Connection, transaction);
        command.Parameters.AddWithValue("subject", subject);
        command.Parameters.AddWithValue("address", address);
        return (await ReadAsync(command, cancellationToken)).SingleOrDefault();
    }

    public static async Task<IReadOnlyList<Receipt>> OfAsync(
        NpgsqlDataSource database, IReadOnlyCollection<string> subjects, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"select {Columns} from notifications.receipt where subject = any(@subjects) order by offered_at, id");
        command.Parameters.AddWithValue("subjects", subjects.ToArray());
        return await ReadAsync(command, cancellationToken);
    }

    public static async Task SignAsync(NpgsqlTransaction transaction, Receipt signed, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "update notifications.receipt set signed_at = @at, signed_by = @by where id = @id", transaction.Connection, transaction);
        command.Parameters.AddWithValue("id", signed.Id);
        command.Parameters.AddWithValue("at", signed.SignedAt!.Value.UtcDateTime);
        command.Parameters.AddWithValue("by", signed.SignedBy!);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<List<Receipt>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var receipts = new List<Receipt>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            receipts.Add(new Receipt(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3),
                reader.GetFieldValue<DateTimeOffset>(4), reader.GetFieldValue<DateTimeOffset>(5),
                reader.IsDBNull(6) ? null : reader.GetFieldValue<DateTimeOffset>(6), reader.IsDBNull(7) ? null : reader.GetString(7)));
        }
        return receipts;
    }
}
