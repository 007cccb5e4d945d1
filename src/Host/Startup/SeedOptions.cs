namespace Host.Startup;

/// <summary>What an empty ledger is filled with. Section <c>Seed</c>.</summary>
internal sealed record SeedOptions
{
    public const string Section = "Seed";

    /// <summary>Whether to fill it at all; the settings of Development say yes.</summary>
    public bool Enabled { get; init; }

    /// <summary>A notice among the seeds.</summary>
    public string Notice { get; init; } = "yicheng-2024-rectification-notice.txt";

    /// <summary>The invented cast that goes with it.</summary>
    public string Roster { get; init; } = "yicheng-2024-demo-roster.json";
}
