using System.Diagnostics.CodeAnalysis;

namespace Ledger.Notices;

/// <summary>
/// What reading a file gives: a <see cref="Refusal"/>, or the decoded <see cref="Text"/>, the name of its encoding and the notice in it.
/// </summary>
public sealed record NoticeReading
{
    public NoticeRefusal? Refusal { get; private init; }

    /// <summary>The whole text, without byte order mark.</summary>
    public string? Text { get; private init; }

    /// <summary>UTF-8, UTF-16LE, UTF-16BE or GB18030.</summary>
    public string? EncodingName { get; private init; }

    public RectificationNotice? Notice { get; private init; }

    [MemberNotNullWhen(true, nameof(Refusal))]
    [MemberNotNullWhen(false, nameof(Text), nameof(EncodingName), nameof(Notice))]
    public bool IsRefused => Refusal is not null;

    internal static NoticeReading Refused(NoticeRefusalReason reason, params IReadOnlyList<object> arguments) =>
        new() { Refusal = new NoticeRefusal(reason, arguments) };

    internal static NoticeReading Read(string text, string encodingName, RectificationNotice notice) =>
        new() { Text = text, EncodingName = encodingName, Notice = notice };
}
