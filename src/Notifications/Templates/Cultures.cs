namespace Notifications.Templates;

/// <summary>The languages mails are written in.</summary>
public static class Cultures
{
    public const string Chinese = "zh-CN";

    public const string English = "en";

    public static IReadOnlyList<string> All { get; } = [Chinese, English];
}
