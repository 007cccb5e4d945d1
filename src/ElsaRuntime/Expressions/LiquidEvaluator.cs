using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BoundedLiquid;
using ElsaRuntime.Flow;
using ElsaRuntime.Values;
using Fluid;
using Fluid.Values;
using Microsoft.Extensions.Options;

namespace ElsaRuntime.Expressions;

/// <summary>Renders Liquid templates; steps, recursion, time and the size of what they make are limited.</summary>
internal sealed class LiquidEvaluator
{
    private const int Capacity = 2_000;

    // Longer text is nothing a workflow should carry, and loops could make it without end.
    private const int MaximumLength = 4 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, IFluidTemplate> templates = new(StringComparer.Ordinal);
    private readonly TemplateOptions templateOptions;

    public LiquidEvaluator(IOptions<ElsaRuntimeOptions> options)
    {
        templateOptions = new TemplateOptions { MaxSteps = options.Value.TemplateSteps, MaxRecursion = options.Value.ScriptRecursion };
        templateOptions.Filters.AddFilter("base64", (input, _, context) => new ValueTask<FluidValue>(Base64(input, context)));
        templateOptions.Filters.AddFilter("keys", (input, _, _) => new ValueTask<FluidValue>(Keys(input)));
        LiquidBounds.Apply(templateOptions.Filters, options.Value.ScriptTimeout);
    }

    /// <summary>The rendered text; null for an empty template. One that does not parse renders its parse error, on a line of its own as in Elsa.</summary>
    public async ValueTask<string?> RenderAsync(ActivityContext context, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var template = Template(text, out var error);
        if (template is null)
        {
            return $"\n{error}\n";
        }

        var model = new TemplateContext(templateOptions);
        Define(model, context);
        LiquidBounds.Begin(model);
        await using var writer = new LimitedWriter(MaximumLength);
        await template.RenderAsync(writer, NullEncoder.Default, model);
        return writer.ToString();
    }

    private IFluidTemplate? Template(string text, out string? error)
    {
        error = null;
        if (templates.TryGetValue(text, out var known))
        {
            return known;
        }

        if (BoundedLiquidParser.Standard.Parse(text, out error) is not { } template)
        {
            return null;
        }

        if (templates.Count >= Capacity)
        {
            templates.Clear();
        }

        return templates[text] = template;
    }

    private void Define(TemplateContext model, ActivityContext context)
    {
        var instance = context.Instance;
        var members = new Dictionary<string, FluidValue>(StringComparer.Ordinal)
        {
            ["Variables"] = new LookupValue(name => ToFluid(Scopes.FindByName(context.Run, name)?.Value)),
            ["Input"] = new LookupValue(name => ToFluid(instance.Input.GetValueOrDefault(name))),
            ["CorrelationId"] = ToFluid(instance.CorrelationId),
            ["WorkflowInstanceId"] = ToFluid(instance.Id),
            ["WorkflowDefinitionId"] = ToFluid(instance.Definition.DefinitionId),
            ["WorkflowDefinitionVersionId"] = ToFluid(instance.Definition.VersionId),
            ["WorkflowDefinitionVersion"] = ToFluid(instance.Definition.Version),
        };
        foreach (var (name, value) in members)
        {
            model.SetValue(name, value);
        }

        // The same by Elsa's other way to them.
        model.SetValue("ExpressionExecutionContext", new LookupValue(name => members.GetValueOrDefault(name, NilValue.Instance)));
    }

    private FluidValue ToFluid(object? value) => value is JsonNode node
        ? FluidValue.Create(Plain(node), templateOptions)
        : FluidValue.Create(value, templateOptions);

    private static object? Plain(JsonNode? node) => node switch
    {
        JsonObject source => source.ToDictionary(p => p.Key, p => Plain(p.Value), StringComparer.Ordinal),
        JsonArray source => source.Select(Plain).ToArray(),
        _ => ValueJson.FromNode(node),
    };

    private static FluidValue Base64(FluidValue input, TemplateContext context)
    {
        if (input.IsNil())
        {
            return NilValue.Instance;
        }

        // As Elsa words each kind; true and false have capitals there.
        var text = input.Type switch
        {
            FluidValues.Boolean => input.ToBooleanValue() ? "True" : "False",
            FluidValues.Array => JsonSerializer.Serialize(input.Enumerate(context).Select(item => item.ToObjectValue())),
            FluidValues.Dictionary or FluidValues.Object or FluidValues.DateTime => JsonSerializer.Serialize(input.ToObjectValue()),
            _ => input.ToStringValue(),
        };
        return new StringValue(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));
    }

    private static ArrayValue Keys(FluidValue input) => input.ToObjectValue() switch
    {
        IFluidIndexable indexable => new ArrayValue([.. indexable.Keys.Select(key => (FluidValue)new StringValue(key))]),
        IDictionary<string, object?> dictionary => new ArrayValue([.. dictionary.Keys.Select(key => (FluidValue)new StringValue(key))]),
        _ => throw new ArgumentException("The filter 'keys' wants an object."),
    };

    /// <summary>An object whose members are looked up when they are named.</summary>
    private sealed class LookupValue(Func<string, FluidValue> find) : ObjectValueBase(find)
    {
        public override ValueTask<FluidValue> GetValueAsync(string name, TemplateContext context) => new(find(name));

        public override ValueTask<FluidValue> GetIndexAsync(FluidValue index, TemplateContext context) => new(find(index.ToStringValue()));
    }
}
