namespace Notifications.Templates;

/// <summary>A mail in words: one subject line, an HTML page and a plain text that says the same.</summary>
public sealed record RenderedMail(string Subject, string Html, string Text);
