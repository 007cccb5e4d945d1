namespace Notifications.Manners;

/// <summary>The calendar as this room needs it. Implemented by whoever keeps one; without it Monday to Friday are working days.</summary>
public interface IWorkingDays
{
    /// <summary>The working days from <paramref name="from"/> to <paramref name="until"/>, both included; asked once per batch of mails.</summary>
    Task<IReadOnlySet<DateOnly>> BetweenAsync(DateOnly from, DateOnly until, CancellationToken cancellationToken);
}

internal sealed class MondayToFriday : IWorkingDays
{
    public Task<IReadOnlySet<DateOnly>> BetweenAsync(DateOnly from, DateOnly until, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<DateOnly>>(Enumerable.Range(0, until.DayNumber - from.DayNumber + 1).Select(from.AddDays)
            .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).ToHashSet());
}
