using System.ComponentModel.DataAnnotations;

namespace Notifications.Retention;

/// <summary>How long the contents of mails are kept. Section <c>MailRetention</c>.</summary>
public sealed record RetentionOptions : IValidatableObject
{
    public const string Section = "MailRetention";

    private const int Shortest = 30;

    /// <summary>Days after which the contents of a mail that was sent or given up are dropped; 0 keeps them for ever.</summary>
    [Range(0, 36_500)]
    public int ContentsDays { get; init; } = 730;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // Bounces come back after days, and the office looks into them.
        if (ContentsDays is > 0 and < Shortest)
            yield return new ValidationResult($"MailRetention:ContentsDays is 0 or at least {Shortest}.", [nameof(ContentsDays)]);
    }
}
