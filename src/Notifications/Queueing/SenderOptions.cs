using System.ComponentModel.DataAnnotations;
using Notifications.Templates;

namespace Notifications.Queueing;

/// <summary>In whose name mails go out. Section <c>Mail</c>.</summary>
public sealed record SenderOptions
{
    public const string Section = "Mail";

    /// <summary>Address in From and in the SMTP envelope.</summary>
    [Required, EmailAddress]
    public string FromAddress { get; init; } = "office@rectification.example";

    [Required, StringLength(100)]
    public string FromName { get; init; } = "整改办";

    /// <summary>The name under which English mails go out; empty means <see cref="FromName"/> there too: only the office can say what
    /// it is called abroad.</summary>
    [StringLength(100)]
    public string? FromNameEnglish { get; init; }

    /// <summary>Where answers go; empty means to <see cref="FromAddress"/>.</summary>
    [EmailAddress]
    public string? ReplyTo { get; init; }

    /// <summary>Right-hand side of message ids and list ids; empty means the domain of <see cref="FromAddress"/>.</summary>
    [RegularExpression("^[A-Za-z0-9.-]+$")]
    public string? Domain { get; init; }

    /// <summary>How the office is reached, shown under every mail, e.g. a telephone number.</summary>
    [StringLength(200)]
    public string Contact { get; init; } = "";

    /// <summary>Where people open the pages of this house; links in mails that this room makes start with it. Set by the house.</summary>
    public Uri? PublicUrl { get; set; }

    internal string NameIn(string culture) =>
        culture == Cultures.English && !string.IsNullOrEmpty(FromNameEnglish) ? FromNameEnglish : FromName;

    internal string DomainOrDefault =>
        string.IsNullOrEmpty(Domain) ? FromAddress[(FromAddress.LastIndexOf('@') + 1)..] : Domain;
}
