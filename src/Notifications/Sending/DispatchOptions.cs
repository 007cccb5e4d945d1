using System.ComponentModel.DataAnnotations;

namespace Notifications.Sending;

/// <summary>How the dispatcher works through the outbox. Section <c>Dispatch</c>.</summary>
public sealed record DispatchOptions
{
    public const string Section = "Dispatch";

    /// <summary>Workers of this host, each with a connection of its own; 0 means this host sends nothing.</summary>
    [Range(0, 32)]
    public int Workers { get; init; } = 2;

    /// <summary>Mails a worker takes at a time.</summary>
    [Range(1, 500)]
    public int BatchSize { get; init; } = 50;

    /// <summary>How long taken mails are a worker's own; afterwards another may take them over.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The net under the wake-up: how often the outbox is looked into without a call.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Tries before a mail is buried.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; init; } = 12;

    /// <summary>Wait after the first failed try; doubled after each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait between two tries.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a stopping worker goes on with what it holds before it gives the rest back.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);
}
