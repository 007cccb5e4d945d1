namespace ElsaRuntime.Moving;

/// <summary>Why an instance cannot go on in another version of its definition.</summary>
/// <param name="Code">MoveStepGone, MoveStepChanged, MoveFinished, ...; the caller has the texts.</param>
/// <param name="Activity">The activity's name, where it is about one.</param>
public sealed record MoveObstacle(string Code, string Activity = "");

/// <summary>A running instance that is not on the published version, and whether it can be moved there.</summary>
/// <param name="WaitsAt">Names of the activities it waits at.</param>
/// <param name="Obstacles">What stands in the way; empty when nothing does.</param>
public sealed record MovePreview(
    string InstanceId, string? Name, int FromVersion, IReadOnlyList<string> WaitsAt, IReadOnlyList<MoveObstacle> Obstacles);

/// <summary>What became of a move.</summary>
public abstract record MoveOutcome
{
    private MoveOutcome()
    {
    }

    /// <summary>The instance goes on in the other version.</summary>
    public sealed record Moved(int From, int To) : MoveOutcome;

    /// <summary>There is no such instance, or the version is no longer the published one.</summary>
    public sealed record NotFound : MoveOutcome;

    /// <summary>Nothing was changed, for these reasons.</summary>
    public sealed record Blocked(IReadOnlyList<MoveObstacle> Obstacles) : MoveOutcome;
}
