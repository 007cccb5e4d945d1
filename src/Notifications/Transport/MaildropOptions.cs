using System.ComponentModel.DataAnnotations;

namespace Notifications.Transport;

/// <summary>Where mails go while there is no mail server. Section <c>Maildrop</c>.</summary>
public sealed record MaildropOptions
{
    public const string Section = "Maildrop";

    /// <summary>Folder of the .eml files; made when missing.</summary>
    [Required]
    public string Folder { get; init; } = "data/maildrop";
}
