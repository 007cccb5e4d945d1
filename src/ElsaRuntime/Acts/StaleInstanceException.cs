namespace ElsaRuntime.Acts;

/// <summary>An instance's row is not the one that was read: another transaction moved it.</summary>
internal sealed class StaleInstanceException(string instanceId) : Exception($"Instance {instanceId} was moved by another transaction.")
{
    public string InstanceId { get; } = instanceId;
}
