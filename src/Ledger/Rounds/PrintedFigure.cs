namespace Ledger.Rounds;

/// <summary>A figure as a published notice printed it, kept with its words so that it can be held against the records.</summary>
public sealed class PrintedFigure
{
    public required Guid Id { get; init; }

    public required Guid RoundId { get; init; }

    /// <summary>What was counted: a name of <c>Ledger.Notices</c>' counters.</summary>
    public required string Code { get; init; }

    public required decimal Value { get; init; }

    public required string Unit { get; init; }

    /// <summary>The words around it, quoted.</summary>
    public required string Phrase { get; init; }

    /// <summary>Line of the source it stands on, from 1.</summary>
    public required int Line { get; init; }
}
