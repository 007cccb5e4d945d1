namespace ElsaRuntime.Definitions;

/// <summary>What an act on a definition came to.</summary>
public abstract record DefinitionOutcome
{
    private DefinitionOutcome()
    {
    }

    /// <summary>Done; the version as it stands now.</summary>
    /// <param name="WasPublished">It was published before; nothing changed.</param>
    public sealed record Done(DefinitionVersion Version, bool WasPublished = false) : DefinitionOutcome;

    /// <summary>No such definition or version.</summary>
    public sealed record NotFound : DefinitionOutcome;

    /// <summary>The submitted JSON is no definition: resource keys by path.</summary>
    public sealed record Invalid(IReadOnlyDictionary<string, List<string>> Errors) : DefinitionOutcome;

    /// <summary>The definition may not be changed.</summary>
    public sealed record Readonly : DefinitionOutcome;

    /// <summary>There is nothing to retract.</summary>
    public sealed record NotPublished(string DefinitionId) : DefinitionOutcome;

    /// <summary>The product depends on the definition: it is not published with a problem, nor retracted or deleted.</summary>
    public sealed record Guarded(string DefinitionId, IReadOnlyList<DefinitionProblem> Problems, IReadOnlyList<PublishObjection> Objections) : DefinitionOutcome;

    /// <summary>What is to start the workflow cannot, for example a cron expression that does not parse.</summary>
    public sealed record CannotStart(IReadOnlyList<DefinitionProblem> Problems) : DefinitionOutcome;

    /// <summary>Instances still run on the version.</summary>
    public sealed record InUse : DefinitionOutcome;
}
