using System.Diagnostics.CodeAnalysis;

namespace Ledger.Refusals;

/// <summary>What a rule answers: the change it allows, or the refusal.</summary>
public readonly record struct Outcome<T>
    where T : notnull
{
    private Outcome(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>The change, when there is no <see cref="Refusal"/>.</summary>
    public T? Value { get; }

    /// <summary>Why not, when refused.</summary>
    public Refusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Refusal))]
    [MemberNotNullWhen(false, nameof(Value))]
    public bool IsRefused => Refusal is not null;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
