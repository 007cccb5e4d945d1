namespace Testing.Smtp;

/// <summary>What kind of certificate the sink shows on STARTTLS.</summary>
public enum SmtpCertificate
{
    /// <summary>Signed by itself; nobody trusts it.</summary>
    SelfSigned,

    /// <summary>Issued for localhost by an authority of the test's own: <see cref="SmtpSink.AuthorityPem"/>.</summary>
    Issued,
}

/// <summary>What an <see cref="SmtpSink"/> can do; it is told once, at its start.</summary>
public sealed record SmtpSinkOptions
{
    /// <summary>Offers STARTTLS.</summary>
    public bool StartTls { get; init; }

    /// <summary>Speaks TLS from the first byte (port 465's way).</summary>
    public bool TlsFromStart { get; init; }

    public SmtpCertificate Certificate { get; init; }

    /// <summary>Demands signing in as this user; no AUTH is offered when null.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Where access tokens of <see cref="User"/> are checked; XOAUTH2 is then the only way in.</summary>
    public Uri? Introspection { get; init; }

    /// <summary>The largest message in bytes, announced as SIZE; 552 above it.</summary>
    public long? Size { get; init; }

    public bool Hide8BitMime { get; init; }

    public bool HideSmtpUtf8 { get; init; }

    /// <summary>Accepts messages and forgets them without a word: for measuring, where keeping them would be the load.</summary>
    public bool Forget { get; init; }
}
