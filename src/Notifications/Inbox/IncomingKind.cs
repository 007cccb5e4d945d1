namespace Notifications.Inbox;

/// <summary>What sort of message came in.</summary>
public enum IncomingKind
{
    /// <summary>A notice (RFC 3464) that a mail could not be delivered.</summary>
    Bounce,

    /// <summary>A notice that a mail is late; the server goes on trying.</summary>
    Delay,

    /// <summary>A machine answered: out of office, a list, another mail of ours.</summary>
    AutoReply,

    /// <summary>A person answered one of our mails.</summary>
    Reply,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>What became of it.</summary>
public enum IncomingOutcome
{
    /// <summary>Written down where it belongs.</summary>
    Noted,

    /// <summary>The address is marked and the office told.</summary>
    Marked,

    /// <summary>Whoever wrote is not known, or has nothing to do with the matter.</summary>
    UnknownSender,

    /// <summary>It refers to no mail of ours.</summary>
    UnknownThread,

    /// <summary>Nothing to be done.</summary>
    Ignored,

    /// <summary>Too large, or no message one can read.</summary>
    Unreadable,
}
