using Ledger.History;

namespace Host.Accounts;

/// <summary>Who acts in this request, as the ledger knows him. Set by the middleware after sign-in is checked.</summary>
public sealed class CurrentActor
{
    private Actor? _actor;

    public bool IsSignedIn => _actor is not null;

    /// <summary>The actor; pages and endpoints that let nobody in unsigned may take it for granted.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public Actor Actor => _actor ?? throw new InvalidOperationException("nobody is signed in");

    internal void Set(Actor actor) => _actor = actor;
}
