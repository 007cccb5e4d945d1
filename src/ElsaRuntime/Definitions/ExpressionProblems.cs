using BoundedLiquid;
using ElsaRuntime.Expressions;
using ElsaRuntime.Model;
using Jint;

namespace ElsaRuntime.Definitions;

/// <summary>Expressions that do not parse, or are written in a syntax that does not exist here.</summary>
internal static class ExpressionProblems
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal) { "", "Literal", "Object", "Variable", "Input", "JavaScript", "Liquid" };

    public static IEnumerable<DefinitionProblem> Of(WorkflowDefinition definition) =>
        from node in definition.Nodes
        from expression in Expressions(node)
        let problem = Of(node, expression)
        where problem is not null
        select problem;

    private static IEnumerable<ExpressionSource> Expressions(ActivityNode node)
    {
        var inputs = node.Inputs.Values.Select(input => input.Expression);
        return inputs.Concat(node.Cases.Select(c => c.Condition)).OfType<ExpressionSource>().Select(e => AsScript(node, e));
    }

    // A script activity holds its script as plain text.
    private static ExpressionSource AsScript(ActivityNode node, ExpressionSource expression) =>
        node.Type == "Elsa.RunJavaScript" && expression.Type == "Literal" && node.Inputs.GetValueOrDefault("script")?.Expression == expression
            ? expression with { Type = "JavaScript" }
            : expression;

    private static DefinitionProblem? Of(ActivityNode node, ExpressionSource expression)
    {
        if (!Known.Contains(expression.Type))
        {
            return DefinitionProblems.Problem("UnknownExpressionType", node, expression.Type);
        }

        return ErrorIn(expression.Type, expression.Text ?? "") is { } error ? DefinitionProblems.Problem("ExpressionDoesNotParse", node, error) : null;
    }

    private static string? ErrorIn(string type, string text)
    {
        try
        {
            switch (type)
            {
                case "JavaScript":
                    PreparedScripts.Prepare(text);
                    return null;
                case "Liquid":
                    return BoundedLiquidParser.Standard.Parse(text, out var message) is null ? message : null;
                default:
                    return null;
            }
        }
        catch (ScriptPreparationException e)
        {
            return e.InnerException?.Message ?? e.Message;
        }
        catch (NotSupportedException e)
        {
            return e.Message;
        }
    }
}
