namespace Notifications.Sending;

/// <summary>How long to wait after a failure.</summary>
internal static class Backoff
{
    /// <summary>
    /// <paramref name="first"/> doubled with every further failure up to <paramref name="longest"/>, spread by a fifth
    /// either way so that many mails that failed together do not come back together.
    /// </summary>
    /// <param name="failures">Failures so far, from 1.</param>
    /// <param name="chance">A random number from 0 to 1.</param>
    public static TimeSpan After(int failures, TimeSpan first, TimeSpan longest, double chance)
    {
        var doubled = first * Math.Pow(2, Math.Min(failures - 1, 30));
        var capped = doubled < longest ? doubled : longest;
        return capped * (0.8 + (0.4 * chance));
    }
}
