using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Notifications.SigningIn;

/// <summary>
/// The newest refresh token that followed from the one in the settings, shared by all hosts and outliving them. Sealed with the
/// one in the settings: who only has the database has nothing, and a new one in the settings starts anew.
/// </summary>
internal sealed class RenewalRows(NpgsqlDataSource database, string first)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public async Task<string?> FindAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select sealed from notifications.renewal_token where origin = @origin");
        command.Parameters.AddWithValue("origin", Derived("origin"));
        return await command.ExecuteScalarAsync(cancellationToken) is byte[] box ? Open(box) : null;
    }

    public async Task KeepAsync(string token, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            insert into notifications.renewal_token (origin, sealed, saved_at) values (@origin, @sealed, @now)
            on conflict (origin) do update set sealed = excluded.sealed, saved_at = excluded.saved_at
            """);
        command.Parameters.AddWithValue("origin", Derived("origin"));
        command.Parameters.AddWithValue("sealed", Seal(token));
        command.Parameters.AddWithValue("now", now.UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private byte[] Seal(string token)
    {
        var text = Encoding.UTF8.GetBytes(token);
        var box = new byte[NonceLength + text.Length + TagLength];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(Derived("seal"), TagLength);
        cipher.Encrypt(box.AsSpan(0, NonceLength), text, box.AsSpan(NonceLength, text.Length), box.AsSpan(NonceLength + text.Length));
        return box;
    }

    private string Open(byte[] box)
    {
        var text = new byte[box.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(Derived("seal"), TagLength);
        cipher.Decrypt(box.AsSpan(0, NonceLength), box.AsSpan(NonceLength, text.Length), box.AsSpan(NonceLength + text.Length), text);
        return Encoding.UTF8.GetString(text);
    }

    private byte[] Derived(string use) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(first), 32, info: Encoding.UTF8.GetBytes($"notifications/renewal/{use}"));
}
