using Ledger.Delegating;
using Ledger.History;

namespace Ledger.Working;

/// <summary>The persons in whose name somebody may speak.</summary>
internal static class Personally
{
    /// <summary><paramref name="actor"/> himself, where the roster knows him, and those he signs for.</summary>
    public static Guid[] Of(Actor actor, IReadOnlyList<Principal> principals) =>
        actor.PersonId is { } own ? [own, .. principals.Select(p => p.PersonId)] : [];
}
