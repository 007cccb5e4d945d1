using Microsoft.Extensions.DependencyInjection;

namespace ElsaRuntime;

/// <summary>
/// Told when the engine opens a scope by itself (a timer went off, an event reaches its next portion): nobody has signed in
/// there, so the owner of the task handlers says in whose name they act.
/// </summary>
public interface IUnattendedScope
{
    void Begin();
}

/// <summary>Opens the scopes in which the engine moves instances unasked.</summary>
internal static class UnattendedScopes
{
    public static AsyncServiceScope OpenUnattended(this IServiceScopeFactory scopes)
    {
        var scope = scopes.CreateAsyncScope();
        foreach (var owner in scope.ServiceProvider.GetServices<IUnattendedScope>())
        {
            owner.Begin();
        }

        return scope;
    }
}
