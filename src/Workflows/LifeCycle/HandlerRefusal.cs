using System.Text.Json;
using ElsaRuntime.Tasks;
using Ledger.Refusals;

namespace Workflows.LifeCycle;

/// <summary>Carries a ledger refusal through the engine, which knows only a code and a detail, and back.</summary>
public static class HandlerRefusal
{
    internal static TaskAnswer.Refused Answer(this Refusal refusal) =>
        new(refusal.Code, JsonSerializer.Serialize(new Carried(refusal.Kind, [.. refusal.Arguments.Select(a => a.ToString() ?? string.Empty)])));

    /// <summary>The ledger's refusal behind an engine's <c>Refused</c>.</summary>
    public static Refusal Restore(string code, string? detail) =>
        detail is not null && JsonSerializer.Deserialize<Carried>(detail) is { } carried
            ? new Refusal(code, carried.Kind, carried.Arguments)
            : new Refusal(code, RefusalKind.Conflict);

    private sealed record Carried(RefusalKind Kind, string[] Arguments);
}
