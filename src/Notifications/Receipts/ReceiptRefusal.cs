using Notifications.Templates;

namespace Notifications.Receipts;

/// <summary>Why a receipt was not signed.</summary>
/// <param name="Key">Resource key; <see cref="Text"/> has the words.</param>
public sealed record ReceiptRefusal(string Key, string Chinese, string English)
{
    public static readonly ReceiptRefusal Unknown = new("receipt.unknown",
        "这个签收链接不正确，可能没有复制完整。请从邮件中重新打开，或者与整改办联系",
        "This link is not right, perhaps it was not copied whole. Open it from the mail again, or ask the office");

    public static readonly ReceiptRefusal Expired = new("receipt.expired",
        "这个签收链接已过有效期。请与整改办联系", "This link has expired. Please ask the office");

    public static readonly ReceiptRefusal Void = new("receipt.void",
        "这件事项已经变更，不需要再签收", "This matter has changed and need not be signed for any more");

    public string Text(string culture) => culture == Cultures.English ? English : Chinese;
}
