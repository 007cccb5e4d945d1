namespace Notifications.Templates;

/// <summary>
/// The values record of one mail. The type is named after its folder (<c>Mails/Overdue/OverdueMail</c>, kind
/// <c>Overdue</c>) and finds its wording there: <c>subject</c>, <c>html</c> and <c>text</c>, each in zh-CN and en.
/// </summary>
public interface IMailValues<TSelf>
    where TSelf : class, IMailValues<TSelf>
{
    /// <summary>Invented values for previews and for trying out new wording; <paramref name="culture"/> is zh-CN or en.</summary>
    static abstract TSelf Sample(string culture);
}
