namespace ElsaRuntime.Flow;

/// <summary>An input could not be evaluated.</summary>
internal sealed class InputEvaluationException(string input, Exception inner)
    : Exception($"Failed to evaluate activity input '{input}'", inner);

/// <summary>The definition names an activity type that does not exist here.</summary>
internal sealed class UnknownActivityException(string type) : Exception($"Activity type '{type}' is not known.");

/// <summary>An instance took more steps between two waits than it may.</summary>
internal sealed class StepLimitException() : Exception("The workflow takes too many steps without waiting.");

/// <summary>A workflow asks for a fault.</summary>
internal sealed class FaultException(string code, string category, string type, string? message) : Exception(message ?? "")
{
    public string Code { get; } = code;

    public string Category { get; } = category;

    public string FaultType { get; } = type;
}

/// <summary>A task handler refused: the act is undone.</summary>
internal sealed class TaskRefusedException(string code, string? detail) : Exception(detail)
{
    public string Code { get; } = code;

    public string? Detail { get; } = detail;
}

/// <summary>A task handler failed unexpectedly: the caller gets its exception, the workflow does not fault.</summary>
internal sealed class TaskHandlerException(string taskName, Exception inner)
    : Exception($"The handler of task '{taskName}' failed.", inner);
