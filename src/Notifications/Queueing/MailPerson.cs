namespace Notifications.Queueing;

/// <summary>One addressee. Control characters (line breaks above all) never get in, so no header can be forged by a name.</summary>
public sealed record MailPerson
{
    /// <param name="address">Mail address as the roster holds it, e.g. <c>wang@example</c>. A malformed one is stored all
    /// the same: the mail is buried with that reason and the office can mend it, while the caller's act goes on.</param>
    /// <param name="name">Display name, may be empty.</param>
    /// <exception cref="ArgumentException">The address is empty or longer than 320 characters.</exception>
    public MailPerson(string address, string name = "")
    {
        Address = PlainText.OneLine(address, 321);
        Name = PlainText.OneLine(name, 200);
        if (Address.Length is 0 or > 320)
            throw new ArgumentException("An address has 1 to 320 characters.", nameof(address));
    }

    public string Address { get; }

    public string Name { get; }
}
