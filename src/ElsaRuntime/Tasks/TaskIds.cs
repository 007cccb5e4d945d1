namespace ElsaRuntime.Tasks;

/// <summary>
/// A task's id ends in the id of its instance, so that handing in a result goes straight to the instance's row. Tasks come and
/// go with every step; an index of them would be written twice for each.
/// </summary>
internal static class TaskIds
{
    private const int OwnLength = 28;
    private const char Mark = '-';

    /// <summary>The id of a new task; <paramref name="own"/> makes it different from every other.</summary>
    public static string Of(string own, string instanceId) => $"{own}{Mark}{instanceId}";

    /// <summary>The instance a task belongs to, or null if the id does not say it.</summary>
    public static string? InstanceOf(string taskId) => taskId.Length > OwnLength + 1 && taskId[OwnLength] == Mark ? taskId[(OwnLength + 1)..] : null;
}
