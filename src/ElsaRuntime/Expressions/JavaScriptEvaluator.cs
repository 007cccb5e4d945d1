using ElsaRuntime.Flow;
using Jint;
using Microsoft.Extensions.Options;

namespace ElsaRuntime.Expressions;

/// <summary>
/// Evaluates JavaScript. Every evaluation has an engine of its own, so that nothing one script does to its globals or
/// prototypes reaches another; time, memory, statements and recursion are limited.
/// </summary>
internal sealed class JavaScriptEvaluator(IOptions<ElsaRuntimeOptions> options, TimeProvider time)
{
    private readonly PreparedScripts scripts = new();
    private readonly ScriptClock clock = new(time);

    /// <summary>The value of an expression.</summary>
    /// <exception cref="JintException">The script does not parse, throws, or exceeds a limit.</exception>
    public object? Evaluate(ActivityContext context, string text) => Run(context, text).Result;

    /// <summary>Runs a script; outcomes are those it set, or null.</summary>
    public (object? Result, IReadOnlyList<string>? Outcomes) Run(ActivityContext context, string text)
    {
        var script = scripts.Get(text);
        var engine = new Engine(Configure);
        if (script.NeedsHardening)
        {
            ScriptHardening.Apply(engine);
        }

        var globals = new ScriptGlobals(engine, context, script);
        globals.Define();
        var prepared = script.Script;
        var result = ScriptValues.FromScript(engine.Evaluate(in prepared).UnwrapIfPromise(options.Value.ScriptTimeout));
        globals.WriteBack();
        return (result, globals.Outcomes);
    }

    private void Configure(Jint.Options engine)
    {
        var limits = options.Value;
        engine.TimeoutInterval(limits.ScriptTimeout)
            .LimitMemory(limits.ScriptMemory)
            .MaxStatements(limits.ScriptStatements)
            .LimitRecursion(limits.ScriptRecursion)
            .DisableStringCompilation();
        // A getter, a conversion or a proxy can call itself without a call: only the stack itself tells.
        engine.Constraints.StackOverflowGuard = true;
        engine.Constraints.RegexTimeout = limits.ScriptTimeout;
        engine.Constraints.PromiseTimeout = limits.ScriptTimeout;
        engine.Constraints.MaxArraySize = 1_000_000;
        engine.Json.MaxParseDepth = 64;
        engine.Interop.Enabled = false;
        engine.AgentCanSuspend = false;
        engine.TimeZone = TimeZoneInfo.Utc;
        engine.TimeSystem = clock;
    }
}
