namespace Notifications.Sending;

/// <summary>Where a mail stands. Waiting → Held → Sent, or back to Waiting, or Buried; only a person digs up what is buried.</summary>
public enum MailState
{
    /// <summary>Owed; goes out when due.</summary>
    Waiting,

    /// <summary>A worker has it in hand, for as long as its lease lasts; in the table it waits under that lease.</summary>
    Held,

    /// <summary>Handed over for every recipient who could be reached; see the recipients for those who could not.</summary>
    Sent,

    /// <summary>Given up, with the reason. The office may mend the address and send it again.</summary>
    Buried,
}

/// <summary>What came of a mail for one recipient.</summary>
public enum RecipientResult
{
    Pending,

    /// <summary>The server took it over for this recipient.</summary>
    Accepted,

    /// <summary>It will not reach this recipient.</summary>
    Refused,

    /// <summary>The server took it over, but a later notice says that it could not be delivered.</summary>
    Bounced,
}
