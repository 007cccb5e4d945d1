using System.Text.Json.Nodes;
using ElsaRuntime.Flow;
using ElsaRuntime.Model;
using ElsaRuntime.Values;

namespace ElsaRuntime.Expressions;

/// <summary>Evaluates an expression of any kind and converts its value to the wanted type.</summary>
internal sealed class ExpressionEvaluator(JavaScriptEvaluator javaScript, LiquidEvaluator liquid)
{
    public JavaScriptEvaluator JavaScript { get; } = javaScript;

    /// <exception cref="InvalidOperationException">The expression is of a kind that does not exist here.</exception>
    public async ValueTask<object?> EvaluateAsync(ActivityContext context, ExpressionSource expression, ElsaType type) => expression.Type switch
    {
        "Literal" or "" => ValueConverter.Convert(ValueJson.FromNode(expression.Value), type),
        "Object" => string.IsNullOrWhiteSpace(expression.Text) ? null : ValueConverter.Convert(expression.Text, type),
        "Variable" => ValueConverter.Convert(Variable(context, expression.Value), type),
        "Input" => ValueConverter.Convert(Input(context, expression.Value), type),
        "JavaScript" => ValueConverter.Convert(JavaScript.Evaluate(context, expression.Text ?? ""), type),
        "Liquid" => ValueConverter.Convert(await liquid.RenderAsync(context, expression.Text ?? ""), type),
        _ => throw new InvalidOperationException($"Expressions of type '{expression.Type}' are not known."),
    };

    private static object? Variable(ActivityContext context, JsonNode? reference)
    {
        var id = Json.Text((reference as JsonObject)?["id"]);
        var name = Json.Text((reference as JsonObject)?["name"]);
        var variable = Scopes.InScope(context.Run).FirstOrDefault(v => v.Id == id)
            ?? (name is null ? null : Scopes.FindByName(context.Run, name));
        return Copy(variable?.Value);
    }

    private static object? Input(ActivityContext context, JsonNode? reference) =>
        Json.Text((reference as JsonObject)?["name"]) is { } name ? Copy(context.Instance.Input.GetValueOrDefault(name)) : null;

    private static object? Copy(object? value) => value is JsonNode node ? node.DeepClone() : value;
}
