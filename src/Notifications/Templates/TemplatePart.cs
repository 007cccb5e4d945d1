namespace Notifications.Templates;

/// <summary>The pieces of wording a mail has in each language.</summary>
public enum TemplatePart
{
    /// <summary>One line of plain text.</summary>
    Subject,

    /// <summary>Inner HTML; the shared layout goes around it. Values are escaped.</summary>
    Html,

    /// <summary>Plain text; the shared layout goes around it.</summary>
    Text,
}
