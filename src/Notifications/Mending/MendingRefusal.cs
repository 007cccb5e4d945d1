using Notifications.Templates;

namespace Notifications.Mending;

/// <summary>Why a mail was not mended or sent again.</summary>
/// <param name="Key">Resource key; <see cref="Text"/> has the words.</param>
public sealed record MendingRefusal(string Key, string Chinese, string English)
{
    public static readonly MendingRefusal NoSuchMail = new("mending.no-such-mail", "没有这封邮件", "There is no such mail");

    public static readonly MendingRefusal NoSuchRecipient =
        new("mending.no-such-recipient", "没有这个收件人，或者该收件人已经收到", "There is no such recipient, or the mail has already reached them");

    public static readonly MendingRefusal BeingSent = new("mending.being-sent", "邮件正在发送，请稍候", "The mail is being sent just now");

    public static readonly MendingRefusal NothingToSend =
        new("mending.nothing-to-send", "所有收件人都已收到，无需重发", "It has reached all its recipients");

    public static readonly MendingRefusal ContentsDropped =
        new("mending.contents-dropped", "邮件内容已过保存期，无法重发", "What the mail said is no longer kept, so it cannot be sent again");

    public static readonly MendingRefusal AddressMalformed =
        new("mending.address-malformed", "邮箱地址格式不正确", "This is not a mail address");

    public string Text(string culture) => culture == Cultures.English ? English : Chinese;
}
