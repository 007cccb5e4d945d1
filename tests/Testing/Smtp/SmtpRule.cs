namespace Testing.Smtp;

/// <summary>The point of the conversation a rule is for.</summary>
public enum SmtpMoment
{
    Connect,
    Sender,
    Recipient,

    /// <summary>After the whole message came in.</summary>
    Message,
}

/// <summary>What goes wrong there.</summary>
public enum SmtpFault
{
    /// <summary>The server answers with the rule's code.</summary>
    Refuse,

    /// <summary>The server closes the connection without an answer.</summary>
    Drop,

    /// <summary>The server never answers.</summary>
    Stall,
}

/// <summary>One thing that goes wrong, a number of times; rules are tried in the order they were added.</summary>
public sealed record SmtpRule(SmtpMoment At, SmtpFault Fault)
{
    /// <summary>Only for this address; for any when null. At <see cref="SmtpMoment.Message"/> the first recipient's.</summary>
    public string? Address { get; init; }

    public int Code { get; init; } = 550;

    public string Text { get; init; } = "Refused by the test";

    public int Times { get; init; } = int.MaxValue;

    /// <summary>This recipient is answered with the code, always: 550 unknown, 452 full, ...</summary>
    public static SmtpRule RefuseRecipient(string address, int code = 550) =>
        new(SmtpMoment.Recipient, SmtpFault.Refuse) { Address = address, Code = code };

    /// <summary>The next messages are answered with the code: 451 try later, 554 not wanted, ...</summary>
    public static SmtpRule RefuseMessages(int code, int times) =>
        new(SmtpMoment.Message, SmtpFault.Refuse) { Code = code, Times = times };

    /// <summary>The next messages come in whole, and nobody learns whether they were taken.</summary>
    public static SmtpRule DropAfterData(int times) => new(SmtpMoment.Message, SmtpFault.Drop) { Times = times };

    /// <summary>The next messages get no answer, and the connection stays open.</summary>
    public static SmtpRule StallAfterData(int times) => new(SmtpMoment.Message, SmtpFault.Stall) { Times = times };
}
