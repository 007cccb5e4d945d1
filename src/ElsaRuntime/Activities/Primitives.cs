using System.Text.Json.Nodes;
using ElsaRuntime.Flow;
using ElsaRuntime.Model;
using ElsaRuntime.Values;

namespace ElsaRuntime.Activities;

/// <summary>Prints a line: it stands in the run's inputs.</summary>
internal sealed class WriteLine : Activity
{
    public override IReadOnlyList<InputSpec> Inputs { get; } = [new("Text", ElsaType.Text)];

    public override ValueTask ExecuteAsync(ActivityContext context) => context.CompleteAsync();
}

/// <summary>Sets a variable, found by its id.</summary>
internal sealed class SetVariable : Activity
{
    public override IReadOnlyList<InputSpec> Inputs { get; } = [new("Value", ElsaType.Object)];

    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        var id = Json.Text((context.Node.Source["variable"] as JsonObject)?["id"]);
        var variable = Scopes.InScope(context.Run).FirstOrDefault(v => v.Id == id)
            ?? throw new InvalidOperationException($"Variable '{id}' not found.");
        variable.Set(context.Input("Value") is JsonNode node ? node.DeepClone() : context.Input("Value"));
        return context.CompleteAsync();
    }
}

/// <summary>Names the instance.</summary>
internal sealed class SetName : Activity
{
    public override IReadOnlyList<InputSpec> Inputs { get; } = [new("Value", ElsaType.Text, "")];

    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        context.Instance.Name = StorableText.Of(context.Text("Value"));
        return context.CompleteAsync();
    }
}

/// <summary>Sets the instance's correlation id.</summary>
internal sealed class Correlate : Activity
{
    public override IReadOnlyList<InputSpec> Inputs { get; } = [new("CorrelationId", ElsaType.Text)];

    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        context.Instance.CorrelationId = StorableText.Key(context.Text("CorrelationId"));
        return context.CompleteAsync();
    }
}

/// <summary>Sets an output of the workflow.</summary>
internal sealed class SetOutput : Activity
{
    public override IReadOnlyList<InputSpec> Inputs { get; } = [new("OutputName", ElsaType.Text), new("OutputValue", ElsaType.Object)];

    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        var name = context.Text("OutputName") ?? throw new InvalidOperationException("An output needs a name.");
        context.Instance.Output[name] = ValueJson.ToNode(context.Input("OutputValue"));
        return context.CompleteAsync();
    }
}

/// <summary>Runs a script; its outcomes are those it set.</summary>
internal sealed class RunJavaScript : Activity
{
    public override IReadOnlyList<InputSpec> Inputs { get; } = [new("Script", ElsaType.Text, ""), new("PossibleOutcomes", ElsaType.ListOfText)];

    public override IReadOnlyList<string> Outputs { get; } = ["Result"];

    public override async ValueTask ExecuteAsync(ActivityContext context)
    {
        var script = context.Text("Script");
        if (string.IsNullOrWhiteSpace(script))
        {
            await context.CompleteAsync();
            return;
        }

        var (result, outcomes) = context.Burst.Expressions.JavaScript.Run(context, script);
        if (result is not null)
        {
            context.Output("Result", result);
        }

        await context.CompleteAsync(outcomes ?? ["Done"]);
    }
}
