using ElsaRuntime.Model;

namespace ElsaRuntime.Flow;

/// <summary>
/// How often the activities and connections of a running flowchart were visited, and whether a connection was followed the
/// last time. Keys are ids, so that it can be read with any version of the definition.
/// </summary>
internal sealed class FlowScope
{
    public Dictionary<string, int> ActivityVisits { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ConnectionVisits> ConnectionVisits { get; } = new(StringComparer.Ordinal);

    public void VisitActivity(ActivityNode activity) => ActivityVisits[activity.Id] = VisitsOf(activity) + 1;

    public void VisitConnection(string key, bool followed) => ConnectionVisits[key] = new ConnectionVisits(VisitsOf(key) + 1, followed);

    public int VisitsOf(ActivityNode activity) => ActivityVisits.GetValueOrDefault(activity.Id);

    public int VisitsOf(string connectionKey) => ConnectionVisits.GetValueOrDefault(connectionKey).Count;

    /// <summary>Every forward connection into the activity was visited once more than the activity itself.</summary>
    public bool AllVisited(FlowEdge[] inbound, ActivityNode activity)
    {
        var visits = VisitsOf(activity);
        return Array.TrueForAll(inbound, edge => VisitsOf(edge.Key) > visits);
    }

    /// <summary>Among the connections visited most, one at least was followed.</summary>
    public bool AnyFollowed(FlowEdge[] inbound, ActivityNode activity)
    {
        var most = inbound.Max(edge => VisitsOf(edge.Key));
        return most > VisitsOf(activity) && Array.Exists(inbound, edge => IsFollowed(edge, most));
    }

    /// <summary>All connections were visited equally often and followed the last time.</summary>
    public bool AllFollowed(FlowEdge[] inbound, ActivityNode activity)
    {
        var most = inbound.Max(edge => VisitsOf(edge.Key));
        return most > VisitsOf(activity) && Array.TrueForAll(inbound, edge => IsFollowed(edge, most));
    }

    private bool IsFollowed(FlowEdge edge, int visits) =>
        ConnectionVisits.TryGetValue(edge.Key, out var visited) && visited.Count == visits && visited.LastFollowed;
}

internal readonly record struct ConnectionVisits(int Count, bool LastFollowed);

/// <summary>A token on its way from one activity to another.</summary>
internal sealed class FlowToken(string from, string to, string outcome)
{
    public string From { get; } = from;

    public string To { get; } = to;

    public string Outcome { get; } = outcome;

    public bool IsConsumed { get; set; }

    public bool IsBlocked { get; set; }

    public bool IsUnderWay => !IsConsumed && !IsBlocked;
}
