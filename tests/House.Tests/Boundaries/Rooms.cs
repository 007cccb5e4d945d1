namespace House.Tests.Boundaries;

/// <summary>Which room may know which: references go one way, and the three lower rooms never know each other.</summary>
internal static class Rooms
{
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Ledger"] = [],
        ["ElsaRuntime"] = [],
        ["Notifications"] = [],
        ["Workflows"] = ["Ledger", "ElsaRuntime", "Notifications"],
        ["Host"] = ["Workflows", "Ledger", "ElsaRuntime", "Notifications"],
    };

    public static IReadOnlyCollection<string> All => MayKnow.Keys;

    /// <summary>The references among <paramref name="references"/> that the room must not have.</summary>
    public static IReadOnlyList<string> Forbidden(string room, IEnumerable<string> references) =>
        [.. references.Where(name => MayKnow.ContainsKey(name) && !MayKnow[room].Contains(name)).Order(StringComparer.Ordinal)];
}
