using Cronos;
using ElsaRuntime.Flow;
using ElsaRuntime.Values;

namespace ElsaRuntime.Activities;

/// <summary>Waits for a span of time.</summary>
internal sealed class Delay : Activity
{
    public override IReadOnlyList<InputSpec> Inputs { get; } = [new("TimeSpan", ElsaType.TimeSpan, TimeSpan.FromMinutes(1))];

    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        context.Wait("Elsa.Delay", "", dueAt: context.Now + (context.Input("TimeSpan") as TimeSpan? ?? TimeSpan.Zero));
        return ValueTask.CompletedTask;
    }
}

/// <summary>Waits for an interval; as a trigger it starts the workflow at each.</summary>
internal sealed class Timer : Activity
{
    public override IReadOnlyList<InputSpec> Inputs { get; } = [new("Interval", ElsaType.TimeSpan, TimeSpan.FromMinutes(1))];

    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        if (context.IsTrigger)
        {
            return context.CompleteAsync();
        }

        context.Wait("Elsa.Timer", "", dueAt: context.Now + (context.Input("Interval") as TimeSpan? ?? TimeSpan.Zero));
        return ValueTask.CompletedTask;
    }
}

/// <summary>Waits until an instant; one that has passed is not waited for.</summary>
internal sealed class StartAt : Activity
{
    public override IReadOnlyList<InputSpec> Inputs { get; } = [new("DateTime", ElsaType.DateTimeOffset)];

    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        var instant = context.Input("DateTime") as DateTimeOffset? ?? default;
        if (context.IsTrigger || instant <= context.Now)
        {
            return context.CompleteAsync();
        }

        context.Wait("Elsa.StartAt", "", dueAt: instant.ToUniversalTime());
        return ValueTask.CompletedTask;
    }
}

/// <summary>Waits until the next time of a cron expression.</summary>
internal sealed class Cron : Activity
{
    public override IReadOnlyList<InputSpec> Inputs { get; } = [new("CronExpression", ElsaType.Text)];

    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        if (context.IsTrigger)
        {
            return context.CompleteAsync();
        }

        var expression = context.Text("CronExpression") ?? "";
        var next = CronTimes.Next(expression, context.Now, context.Act.Services.TimeZone)
            ?? throw new CronFormatException($"'{expression}' never comes.");
        context.Wait("Elsa.Cron", "", expression, next);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Reads cron expressions with five fields, or six with seconds first.</summary>
internal static class CronTimes
{
    /// <exception cref="CronFormatException">The expression does not parse.</exception>
    public static DateTimeOffset? Next(string expression, DateTimeOffset after, TimeZoneInfo zone)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length;
        var format = fields >= 6 ? CronFormat.IncludeSeconds : CronFormat.Standard;
        return CronExpression.Parse(expression, format).GetNextOccurrence(after, zone)?.ToUniversalTime();
    }
}
