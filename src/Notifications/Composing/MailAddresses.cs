using System.Diagnostics.CodeAnalysis;
using MimeKit;

namespace Notifications.Composing;

/// <summary>Addresses as the roster holds them, turned into addresses a server understands.</summary>
internal static class MailAddresses
{
    private static readonly ParserOptions Strict = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Strict,
        AllowAddressesWithoutDomain = false,
        AllowUnquotedCommasInAddresses = false,
    };

    /// <summary>False when the text is no single plain address, e.g. lacks a domain or holds two.</summary>
    public static bool TryParse(Recipient person, [NotNullWhen(true)] out MailboxAddress? address)
    {
        address = null;
        if (!MailboxAddress.TryParse(Strict, person.Address, out var parsed) || parsed.Address.Length == 0)
            return false;
        // "a@x, b@y" and "Name <a@x>" are no plain addresses: what is written is what is meant.
        if (!string.Equals(parsed.Address, person.Address, StringComparison.OrdinalIgnoreCase)
            && !string.Equals(parsed.GetAddress(true), person.Address, StringComparison.OrdinalIgnoreCase))
            return false;
        address = new MailboxAddress(person.Name, parsed.Address);
        return true;
    }

    /// <summary>Whether the part before the @ has other than ASCII characters, so that only SMTPUTF8 can carry it (the domain never needs it).</summary>
    public static bool NeedsSmtpUtf8(MailboxAddress address) =>
        !System.Text.Ascii.IsValid(address.Address.AsSpan(0, address.Address.LastIndexOf('@')));
}
