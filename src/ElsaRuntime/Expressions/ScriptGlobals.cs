using ElsaRuntime.Flow;
using ElsaRuntime.Model;
using ElsaRuntime.State;
using ElsaRuntime.Values;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace ElsaRuntime.Expressions;

/// <summary>What a script can call: the workflow's variables, inputs, outputs and identity, and Elsa's helpers.</summary>
internal sealed class ScriptGlobals(Engine engine, ActivityContext context, PreparedScript script)
{
    private JsObject? variables;

    /// <summary>Outcomes the script set.</summary>
    public IReadOnlyList<string>? Outcomes { get; private set; }

    public void Define()
    {
        // In this order a declared input wins over a variable of the same name, as in Elsa.
        DefineWorkflow();
        ScriptHelpers.Define(this);
        DefineVariables();
        DefineInputs();
        DefineOutputs();
        DefineArguments();
        Function("setOutcome", arguments => Ignore(Outcomes = [Text(arguments, 0) ?? ""]));
        Function("setOutcomes", arguments => Ignore(Outcomes = Texts(ScriptValues.FromScript(At(arguments, 0)))));
    }

    /// <summary>Puts what the script assigned to <c>variables.X</c> into the variables.</summary>
    public void WriteBack()
    {
        if (variables is null)
        {
            return;
        }

        var inputs = context.Instance.Definition.Inputs;
        foreach (var (key, _) in variables.GetOwnProperties())
        {
            var name = key.AsString();
            if (!inputs.Any(i => i.Name == name))
            {
                // Null leaves what is there, as in Elsa: only setVariable and the accessors can empty a variable.
                Set(name, ScriptValues.FromScript(variables.Get(key)) ?? Get(name));
            }
        }
    }

    /// <summary>Defines a function, made only when it is asked for.</summary>
    public void Function(string name, Func<JsValue[], object?> body)
    {
        if (!script.NamesAreComplete || script.Names.Contains(name))
        {
            engine.SetValue(name, new ClrFunction(engine, name, (_, arguments) => Call(body, arguments)));
        }
    }

    public static JsValue At(JsValue[] arguments, int index) => index < arguments.Length ? arguments[index] : JsValue.Undefined;

    public static string? Text(JsValue[] arguments, int index) =>
        ScriptValues.FromScript(At(arguments, index)) is { } value ? ValueConverter.ToText(value) : null;

    // What goes wrong in a function is an error the script can catch.
    private JsValue Call(Func<JsValue[], object?> body, JsValue[] arguments)
    {
        try
        {
            var result = body(arguments);
            return result as JsValue ?? ScriptValues.ToScript(engine, result);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException or OverflowException or System.Text.Json.JsonException)
        {
            throw new JavaScriptException(engine.Intrinsics.Error, e.Message);
        }
    }

    private void DefineWorkflow()
    {
        var instance = context.Instance;
        Function("getWorkflowDefinitionId", _ => instance.Definition.DefinitionId);
        Function("getWorkflowDefinitionVersionId", _ => instance.Definition.VersionId);
        Function("getWorkflowDefinitionVersion", _ => instance.Definition.Version);
        Function("getWorkflowInstanceId", _ => instance.Id);
        Function("getCorrelationId", _ => instance.CorrelationId);
        Function("setCorrelationId", arguments => Ignore(instance.CorrelationId = StorableText.Key(Text(arguments, 0))));
        Function("getWorkflowInstanceName", _ => instance.Name);
        Function("setWorkflowInstanceName", arguments => Ignore(instance.Name = StorableText.Of(Text(arguments, 0))));
    }

    private void DefineVariables()
    {
        if (script.Names.Contains("variables") || !script.NamesAreComplete)
        {
            variables = new JsObject(engine);
            foreach (var name in script.VariableMembers.Where(ScriptNames.HasAccessors))
            {
                if (Scopes.FindByName(context.Run, name) is { } variable)
                {
                    variables.Set(name, ScriptValues.ToScript(engine, variable.Value));
                }
            }

            engine.SetValue("variables", variables);
        }

        Function("getVariable", arguments => Get(Text(arguments, 0) ?? ""));
        Function("setVariable", arguments => Assign(Text(arguments, 0) ?? "", At(arguments, 1)));
        foreach (var name in Scopes.InScope(context.Run).Select(v => v.Name).Where(ScriptNames.HasAccessors).Distinct(StringComparer.Ordinal))
        {
            Function("get" + ScriptNames.Pascal(name), _ => Get(name));
            Function("set" + ScriptNames.Pascal(name), arguments => Assign(name, At(arguments, 0)));
        }
    }

    private void DefineInputs()
    {
        var input = context.Instance.Input;
        Function("getInput", arguments => input.GetValueOrDefault(Text(arguments, 0) ?? ""));
        foreach (var definition in context.Instance.Definition.Inputs)
        {
            var given = input.FirstOrDefault(i => string.Equals(ScriptNames.Pascal(i.Key), definition.Name, StringComparison.OrdinalIgnoreCase));
            Function("get" + definition.Name, _ => given.Value);
        }
    }

    private void DefineOutputs()
    {
        Function("getLastResult", _ => context.Instance.LastResult);
        Function("getOutputFrom", arguments => OutputOf(Text(arguments, 0) ?? "", Text(arguments, 1) ?? "Result"));
        foreach (var node in Siblings())
        {
            var name = (context.Instance.Definition.AddressesByName ? node.Name : node.Id) ?? "";
            foreach (var output in string.IsNullOrWhiteSpace(name) ? [] : context.Burst.Registry.Find(node.Type)?.Outputs ?? [])
            {
                Function($"get{output}From{ScriptNames.Pascal(name)}", _ => RecentOutput(node, output));
            }
        }
    }

    private void DefineArguments()
    {
        if (script.NamesAreComplete && context.Run.Arguments.Count == 0 && !script.Names.Contains("args"))
        {
            return;
        }

        var arguments = new JsObject(engine);
        foreach (var (name, value) in context.Run.Arguments)
        {
            Function("get" + name, _ => value);
            arguments.Set(ScriptNames.Camel(name), ScriptValues.ToScript(engine, value));
        }

        engine.SetValue("args", arguments);
    }

    // Activities are addressed within the nearest container, by name or id.
    private List<ActivityNode> Siblings()
    {
        var container = context.Burst.IsContainer(context.Run) ? context.Run : context.Burst.ContainerOf(context.Run);
        return container?.Node.Children ?? [];
    }

    private object? OutputOf(string activity, string output)
    {
        var node = Siblings().Find(n => n.Name == activity || n.Id == activity)
            ?? throw new InvalidOperationException("Activity not found.");
        return RecentOutput(node, output);
    }

    // Of an activity that ran several times since the last wait Elsa gives the first output.
    private object? RecentOutput(ActivityNode node, string output) => context.Instance.RecentOutputs
        .Find(o => o.ActivityId == node.Id && o.Name == output && IsAround(o.Container))?.Value;

    private bool IsAround(ActivityRun? container) => container is not null && context.Run.Ancestors().Contains(container);

    private object? Get(string name) => Scopes.FindByName(context.Run, name) is { } variable ? variable.Value : Passing(name);

    private object? Passing(string name) => context.Run.Ancestors().Prepend(context.Run)
        .Select(run => context.Instance.PassingVariables.GetValueOrDefault((run, name))).FirstOrDefault(value => value is not null);

    private JsValue Assign(string name, JsValue value)
    {
        variables?.Set(name, value);
        Set(name, ScriptValues.FromScript(value));
        return JsValue.Undefined;
    }

    private void Set(string name, object? value)
    {
        if (Scopes.FindByName(context.Run, name) is { } variable)
        {
            variable.Set(value);
        }
        else
        {
            var container = context.Burst.IsContainer(context.Run) ? context.Run : context.Burst.ContainerOf(context.Run) ?? context.Run;
            context.Instance.PassingVariables[(container, name)] = value;
        }
    }

    private static List<string> Texts(object? value) => value is System.Text.Json.Nodes.JsonArray list
        ? [.. list.Select(item => ValueConverter.ToText(ValueJson.FromNode(item) ?? ""))]
        : [];

    private static JsValue Ignore(object? value)
    {
        _ = value;
        return JsValue.Undefined;
    }
}
