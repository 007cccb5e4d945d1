using ElsaRuntime.Flow;
using ElsaRuntime.State;

namespace ElsaRuntime.Activities;

/// <summary>Ends the workflow at once, from any depth.</summary>
internal sealed class Finish : Activity
{
    public override bool IsTerminal => true;

    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        var instance = context.Instance;
        instance.Callbacks.Clear();
        instance.Queue.Clear();
        instance.RemoveBookmarks(_ => true);
        instance.TransitionTo(SubStatus.Finished, context.Now);
        return context.CompleteAsync();
    }
}
