using System.Globalization;
using Jint.Runtime;

namespace ElsaRuntime.Expressions;

/// <summary>Scripts read the runtime's clock, in UTC wherever the server stands.</summary>
internal sealed class ScriptClock(TimeProvider time) : ITimeSystem
{
    private readonly DefaultTimeSystem rules = new(TimeZoneInfo.Utc, CultureInfo.InvariantCulture);

    public TimeZoneInfo DefaultTimeZone => TimeZoneInfo.Utc;

    public DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public bool TryParse(string date, out long epochMilliseconds) => rules.TryParse(date, out epochMilliseconds);

    public TimeSpan GetUtcOffset(long epochMilliseconds) => TimeSpan.Zero;
}
