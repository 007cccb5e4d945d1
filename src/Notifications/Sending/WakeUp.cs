namespace Notifications.Sending;

/// <summary>A bell all workers hear. Take <see cref="Next"/> before looking into the outbox, then nothing rung in between is missed.</summary>
internal sealed class WakeUp
{
    private TaskCompletionSource _next = Fresh();

    public Task Next => Volatile.Read(ref _next).Task;

    public void Ring() => Interlocked.Exchange(ref _next, Fresh()).SetResult();

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
