using ElsaRuntime;
using Ledger.History;
using Workflows.Acts;

namespace Workflows.Clock;

/// <summary>What the engine moves unasked, it moves in the name of the system.</summary>
public sealed class ClockActs(LedgerSession session) : IUnattendedScope
{
    /// <inheritdoc />
    public void Begin() => session.Actor = Actor.System;
}
