using Ledger.Extending;
using Ledger.LookingBack;
using Ledger.OwnSteps;
using Ledger.SigningOff;
using Ledger.Units;

namespace Ledger.Issues;

/// <summary>Where an issue stands. Kind of deadline, rating and light are other things and live elsewhere.</summary>
public enum IssueStatus
{
    /// <summary>In the ledger, not yet given to anybody.</summary>
    Registered,

    /// <summary>Assigned; being put right (整改中).</summary>
    InProgress,

    /// <summary>Sign-off requested, the office verifies (核查中).</summary>
    Verifying,

    /// <summary>Signed off (已销号).</summary>
    SignedOff,
}

/// <summary>
/// One problem of the round (问题): 1..n lead leaders, exactly one lead unit, 0..n responsible units, 1..n measures.
/// The row is the truth; the workflow instance named here is its guide.
/// </summary>
public sealed class Issue
{
    public required Guid Id { get; init; }

    public required Guid RoundId { get; init; }

    /// <summary>Number in the notice, from 1, unique in the round.</summary>
    public required int Number { get; init; }

    /// <summary>关于“……”的问题, without number; null where the source has lost it.</summary>
    public string? Heading { get; set; }

    /// <summary>The rectification text as published.</summary>
    public required string Text { get; set; }

    public string? Category { get; set; }

    /// <summary>It carries over from an earlier round or another source.</summary>
    public bool CarriedOver { get; init; }

    public IssueStatus Status { get; set; } = IssueStatus.Registered;

    /// <summary>Exactly one once assigned.</summary>
    public Guid? LeadUnitId { get; set; }

    public Unit? LeadUnit { get; set; }

    /// <summary>Chosen by us and unique: a correlation id is not unique in Elsa.</summary>
    public required string WorkflowInstanceId { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public DateTimeOffset? AssignedAt { get; set; }

    /// <summary>When the lead unit signed for it, and who did.</summary>
    public DateTimeOffset? AcceptedAt { get; set; }

    public string? AcceptedByName { get; set; }

    /// <summary>Which rectification of the problem this is: 1, and one more after every rebound.</summary>
    public int Cycle { get; set; } = 1;

    public DateTimeOffset? SignedOffAt { get; set; }

    /// <summary>Closed for good: signed off, and a look-back has found that it holds.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    public List<LeadLeader> LeadLeaders { get; } = [];

    public List<Unit> ResponsibleUnits { get; } = [];

    public List<Measure> Measures { get; } = [];

    public List<SignOffRound> SignOffRounds { get; } = [];

    /// <summary>Files that show measures were carried out, handed in or about to be.</summary>
    public List<Evidence> Evidence { get; } = [];

    public List<ExtensionRequest> Extensions { get; } = [];

    public List<LookBack> LookBacks { get; } = [];

    /// <summary>Steps the office has drawn into the life cycle itself, as the workflow came to them outside a sign-off.</summary>
    public List<OwnStep> OwnSteps { get; } = [];

    /// <summary>The instance id an issue's life cycle runs under.</summary>
    public static string InstanceIdOf(Guid issueId) => $"issue-{issueId:n}";
}

/// <summary>A leader of the city who answers for an issue (牵头领导), in printed order.</summary>
public sealed class LeadLeader
{
    public required Guid IssueId { get; init; }

    public required Guid PersonId { get; init; }

    public Person? Person { get; init; }

    public required int Ordinal { get; init; }
}
