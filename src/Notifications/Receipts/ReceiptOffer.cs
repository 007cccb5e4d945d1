namespace Notifications.Receipts;

/// <summary>A mail that asks its reader to sign for something (签收): the mail carries a signed link to one button.</summary>
/// <param name="Subject">What is signed for, opaque to this room: a kind its owner answers for (<see cref="IReceiptSubjects.Kind"/>),
/// a slash and an id, e.g. <c>letter/12</c>. The same subject and reader is the same receipt in every mail.</param>
/// <param name="ExpiresAt">Until when the link works; a later mail about the same subject may prolong it.</param>
public sealed record ReceiptOffer(string Subject, DateTimeOffset ExpiresAt);
