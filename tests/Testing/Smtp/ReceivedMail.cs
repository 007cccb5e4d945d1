using System.Text.Json.Serialization;
using MimeKit;

namespace Testing.Smtp;

/// <summary>A message as the server got it.</summary>
/// <param name="Accepted">Whether it was answered with 250.</param>
/// <param name="From">The envelope's sender; empty for the null sender.</param>
/// <param name="To">The envelope's recipients that were not refused.</param>
/// <param name="BodyType"><c>7bit</c> or <c>8bitmime</c>, as the client announced it.</param>
/// <param name="SmtpUtf8">Whether the client asked for SMTPUTF8.</param>
/// <param name="Secure">Whether it came over TLS.</param>
/// <param name="User">Who was signed in, if anybody.</param>
/// <param name="Session">Equal for messages of one connection.</param>
/// <param name="Raw">The message's bytes, dots unstuffed.</param>
public sealed record ReceivedMail(
    bool Accepted,
    string From,
    IReadOnlyList<string> To,
    string BodyType,
    bool SmtpUtf8,
    bool Secure,
    string? User,
    string Session,
    byte[] Raw)
{
    /// <summary>The message taken apart.</summary>
    [JsonIgnore]
    public MimeMessage Message => MimeMessage.Load(new MemoryStream(Raw));
}
