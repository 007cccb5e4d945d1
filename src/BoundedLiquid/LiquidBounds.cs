using System.Diagnostics;
using System.Text.Encodings.Web;
using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace BoundedLiquid;

/// <summary>What a template may make at once. A step limit counts statements; what one of them makes is bounded here.</summary>
internal static class LiquidBounds
{
    /// <summary>Characters of a captured text, and of what a filter is given or gives back; a member of a list weighs some of them.</summary>
    public const int MaximumWeight = 1_000_000;

    /// <summary>Members of a range.</summary>
    public const int MaximumRange = 100_000;

    private const int WeightOfMember = 4;
    private const string Begun = "bounds-begun";

    /// <summary>Starts the clock of a rendering.</summary>
    public static void Begin(TemplateContext context) => context.AmbientValues[Begun] = Stopwatch.GetTimestamp();

    /// <summary>Has every filter refuse what is too large, and what comes too late.</summary>
    public static void Apply(FilterCollection filters, TimeSpan timeout)
    {
        foreach (var (name, filter) in filters.ToList())
        {
            filters.AddFilter(name, async (input, arguments, context) =>
            {
                if (Stopwatch.GetElapsedTime((long)context.AmbientValues[Begun]) > timeout)
                {
                    throw new TimeoutException("The template takes too long.");
                }

                Check(Made(name, input, arguments));
                var result = await filter(input, arguments, context);
                Check(Weight(result));
                return result;
            });
        }
    }

    private static void Check(long weight)
    {
        if (weight > MaximumWeight)
        {
            throw new InvalidOperationException("The template makes too large a value.");
        }
    }

    /// <summary>What a filter makes at most of what it is given, as far as it is not seen from the result in time.</summary>
    private static long Made(string name, FluidValue input, FilterArguments arguments)
    {
        var (given, first, second) = (Weight(input), Weight(arguments.At(0)), Weight(arguments.At(1)));
        return name switch
        {
            "replace" => given + (given / Math.Max(1, first) * second),
            "join" => given + (input is ArrayValue list ? list.Values.Count * Math.Max(1, first) : 0),
            _ => given + first + second,
        };
    }

    private static long Weight(FluidValue value) => value switch
    {
        StringValue text => text.ToStringValue().Length,
        ArrayValue list => list.Values.Sum(member => WeightOfMember + Weight(member)),
        _ => 1,
    };
}

/// <summary>A range that is not built when it is too long.</summary>
internal sealed class BoundedRange(Expression from, Expression to) : Expression
{
    private readonly RangeExpression range = new(from, to);

    public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
    {
        var length = (await to.EvaluateAsync(context)).ToNumberValue() - (await from.EvaluateAsync(context)).ToNumberValue();
        return length < LiquidBounds.MaximumRange
            ? await range.EvaluateAsync(context)
            : throw new InvalidOperationException("The range of the template is too long.");
    }
}

/// <summary>Text put into a variable, up to a length.</summary>
internal sealed class BoundedCapture(string identifier, IReadOnlyList<Statement> statements) : TagStatement(statements)
{
    public override async ValueTask<Completion> WriteToAsync(TextWriter writer, TextEncoder encoder, TemplateContext context)
    {
        await using var text = new LimitedWriter(LiquidBounds.MaximumWeight);
        var completion = await text.WriteAllAsync(Statements, encoder, context);
        context.SetValue(identifier, new StringValue(text.ToString(), false));
        return completion;
    }
}

/// <summary>Text that is written only where it differs from what was written last, up to a length.</summary>
internal sealed class BoundedIfChanged(IReadOnlyList<Statement> statements) : TagStatement(statements)
{
    private const string Last = "bounds-if-changed";

    public override async ValueTask<Completion> WriteToAsync(TextWriter writer, TextEncoder encoder, TemplateContext context)
    {
        context.IncrementSteps();
        await using var text = new LimitedWriter(LiquidBounds.MaximumWeight);
        var completion = await text.WriteAllAsync(Statements, encoder, context);
        var now = text.ToString();
        if (!context.AmbientValues.TryGetValue(Last, out var before) || !now.Equals(before))
        {
            context.AmbientValues[Last] = now;
            await writer.WriteAsync(now);
        }

        return completion;
    }
}
