namespace Notifications.Transport;

/// <summary>Why a mail, or one recipient of it, did not get through: what can be done about it depends on this.</summary>
public enum FailureKind
{
    /// <summary>The server refused the recipient for good (5xx).</summary>
    Recipient,

    /// <summary>The server refused the recipient for now (4xx), e.g. greylisting or a full mailbox.</summary>
    RecipientBusy,

    /// <summary>The text in the roster is no mail address.</summary>
    AddressMalformed,

    /// <summary>The part before the @ is not ASCII and the server does not offer SMTPUTF8.</summary>
    AddressNeedsSmtpUtf8,

    /// <summary>The server does not let us send in this name.</summary>
    Sender,

    /// <summary>The server refused the message itself for good (5xx after the data), e.g. too large.</summary>
    Message,

    /// <summary>The server asks to come again later (4xx).</summary>
    ServerBusy,

    /// <summary>No connection, a connection that broke, or a server that stopped answering.</summary>
    Connection,

    /// <summary>No trustworthy TLS: not offered, handshake failed, certificate not accepted. Nothing was sent in clear.</summary>
    Security,

    /// <summary>The server did not accept our name and password.</summary>
    Authentication,

    /// <summary>The mail could not be put into words or into a file.</summary>
    Local,
}
