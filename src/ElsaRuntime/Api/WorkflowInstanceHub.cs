using Microsoft.AspNetCore.SignalR;

namespace ElsaRuntime.Api;

/// <summary>Tells open pages that an instance has moved. Names of methods and messages are Elsa's.</summary>
internal sealed class WorkflowInstanceHub(ObservedInstances observed) : Hub
{
    /// <summary>The page that calls wants to hear of this instance.</summary>
    public async Task ObserveInstanceAsync(string instanceId)
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, instanceId, Context.ConnectionAborted);
        observed.Add(Context.ConnectionId, instanceId);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        observed.Remove(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
