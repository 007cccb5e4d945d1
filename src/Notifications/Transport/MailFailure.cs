namespace Notifications.Transport;

/// <summary>A failure and what was said about it.</summary>
/// <param name="Detail">The server's own words, or the reason of the library; for the office to read.</param>
/// <param name="BeforeMail">True when the server was never asked about this mail (no connection, no TLS, no sign-in): the
/// mail is not to blame and no attempt of it is used up.</param>
public sealed record MailFailure(FailureKind Kind, string Detail, bool BeforeMail = false);
