using ElsaRuntime.Flow;

namespace ElsaRuntime.Activities;

/// <summary>Leaves the nearest loop.</summary>
internal sealed class Break : Activity
{
    public override bool IsTerminal => true;

    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        foreach (var receiver in context.Run.Ancestors())
        {
            if (context.Burst.Registry.Find(receiver.Node.Type)?.Break(receiver) == true)
            {
                break;
            }
        }

        return context.CompleteAsync();
    }
}
