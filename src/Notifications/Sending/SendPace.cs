namespace Notifications.Sending;

/// <summary>At most so many mails per minute, for the server and for each recipient domain; shared by the workers of a host.</summary>
internal sealed class SendPace(int perMinute, int perMinuteAndDomain, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly long _start = clock.GetTimestamp();
    private readonly Dictionary<string, TimeSpan> _free = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// How long a mail to these domains must wait: zero means it may go at once, and its place is then taken. Otherwise
    /// nothing is taken and the mail should ask again after that time.
    /// </summary>
    public (TimeSpan ForServer, TimeSpan ForDomain) Ask(IEnumerable<string> domains)
    {
        if (perMinute == 0 && perMinuteAndDomain == 0)
            return default;
        var now = clock.GetElapsedTime(_start); // a clock that is set must not stop the mails
        var keys = Keys(domains);
        lock (_gate)
        {
            var server = Wait(keys.Where(one => one.Key.Length == 0), now);
            var domain = Wait(keys.Where(one => one.Key.Length > 0), now);
            if (server > TimeSpan.Zero || domain > TimeSpan.Zero)
                return (server, domain);
            foreach (var (key, gap) in keys)
                _free[key] = now + gap;
            Forget(now);
            return default;
        }
    }

    private TimeSpan Wait(IEnumerable<(string Key, TimeSpan Gap)> keys, TimeSpan now) =>
        keys.Select(one => _free.GetValueOrDefault(one.Key, now) - now).Append(TimeSpan.Zero).Max();

    private List<(string Key, TimeSpan Gap)> Keys(IEnumerable<string> domains)
    {
        var keys = new List<(string, TimeSpan)>();
        if (perMinute > 0)
            keys.Add(("", TimeSpan.FromMinutes(1) / perMinute));
        if (perMinuteAndDomain > 0)
            keys.AddRange(domains.Distinct(StringComparer.OrdinalIgnoreCase).Select(one => (one, TimeSpan.FromMinutes(1) / perMinuteAndDomain)));
        return keys;
    }

    private void Forget(TimeSpan now)
    {
        if (_free.Count < 1_000)
            return;
        foreach (var key in _free.Where(one => one.Value <= now).Select(one => one.Key).ToArray())
            _free.Remove(key);
    }
}
