namespace ElsaRuntime.Api;

/// <summary>What a list of instances is ordered by; the names are Elsa's.</summary>
internal enum InstanceOrder
{
    Created,
    UpdatedAt,
    Finished,
    Name,
}

/// <summary>Whether instances go on; the names are Elsa's.</summary>
internal enum InstanceStatus
{
    Running,
    Finished,
}
