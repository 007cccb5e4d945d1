using Testing.Smtp;

namespace Notifications.Tests.Sending;

internal static class SmtpSettings
{
    /// <summary>Settings that lead to the sink, in clear unless said otherwise; no look into the outbox without a call or a due time.</summary>
    public static (string Key, string Value)[] For(SmtpSink sink, params (string Key, string Value)[] more) =>
    [
        ("Smtp:Host", sink.Host), ("Smtp:Port", $"{sink.Port}"), ("Smtp:Security", "None"),
        ("Dispatch:PollInterval", "01:00:00"), .. more,
    ];
}
