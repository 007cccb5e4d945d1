namespace ElsaRuntime;

/// <summary>Settings of the runtime.</summary>
public sealed class ElsaRuntimeOptions
{
    /// <summary>Runs flowcharts by tokens instead of counters, as Elsa does when it is told to.</summary>
    public bool UseTokenFlow { get; set; }

    /// <summary>How long an event that resumed nobody is kept for a later wait.</summary>
    public TimeSpan KeptEventLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How many activities one instance may execute between two waits. A definition that would loop for ever faults with an
    /// incident when it is reached.
    /// </summary>
    public int MaximumActivitiesPerBurst { get; set; } = 10_000;

    /// <summary>How deep ExecuteWorkflow may nest child workflows in place.</summary>
    public int MaximumChildDepth { get; set; } = 16;

    /// <summary>How long one JavaScript expression or script may run.</summary>
    public TimeSpan ScriptTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Memory one JavaScript expression or script may allocate, in bytes.</summary>
    public long ScriptMemory { get; set; } = 32 * 1024 * 1024;

    /// <summary>Statements one JavaScript expression or script may execute.</summary>
    public int ScriptStatements { get; set; } = 1_000_000;

    /// <summary>Depth of calls in one JavaScript expression or script.</summary>
    public int ScriptRecursion { get; set; } = 64;

    /// <summary>Steps one Liquid template may take.</summary>
    public int TemplateSteps { get; set; } = 100_000;

    /// <summary>Time zone in which cron expressions are read, by its IANA or Windows id.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Hosts that SendHttpRequest may reach: exact names, or <c>*.example.org</c>. Empty: none.</summary>
    public IList<string> HttpHosts { get; } = [];

    /// <summary>Whether SendHttpRequest may reach loopback, link-local and private addresses of an allowed host.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>
    /// How long one HTTP request may take. It is made inside the transaction, with the instance locked; hence short.
    /// </summary>
    public TimeSpan HttpTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
