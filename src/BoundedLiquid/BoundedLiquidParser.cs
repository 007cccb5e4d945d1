using Fluid;
using Fluid.Ast;

namespace BoundedLiquid;

/// <summary>
/// Parses Liquid into templates that stay within bounds where Fluid's own build a list or a text of any length in one step:
/// ranges, captured text and text held back to be compared. This folder is compiled into each room whose users write templates:
/// the rooms do not know each other, and a reference all of them share is not worth three files.
/// </summary>
internal sealed class BoundedLiquidParser : FluidParser
{
    // Each may nest a level or a filter, and the parser and the renderer go down by calling themselves.
    private const int MaximumMarks = 800;

    public BoundedLiquidParser()
    {
        Primary.Parser = Primary.Parser!.Then(Bounded);
        Instead<ForStatement>("for", s => new ForStatement(s.Statements, s.Identifier, Bounded(s.Source), s.Limit, s.Offset, s.Reversed, s.Else));
        Instead<TableRowStatement>("tablerow", s => new TableRowStatement(s.Statements, s.Identifier, Bounded(s.Source), s.Limit, s.Offset, s.Cols));
        Instead<CaptureStatement>("capture", s => new BoundedCapture(s.Identifier, s.Statements));
        Instead<IfChangedStatement>("ifchanged", s => new BoundedIfChanged(s.Statements));
    }

    /// <summary>For templates that need no tags beyond the standard.</summary>
    public static BoundedLiquidParser Standard { get; } = new();

    /// <summary>The template, or null and what is wrong with the text.</summary>
    /// <exception cref="NotSupportedException">It may go deeper than the stack allows.</exception>
    public IFluidTemplate? Parse(string text, out string? error) => text.Count(c => c is '%' or '|') > MaximumMarks
        ? throw new NotSupportedException("The template has too many tags and filters.")
        : this.TryParse(text, out var template, out error) ? template : null;

    private static Expression Bounded(Expression expression) => expression is RangeExpression range ? new BoundedRange(range.From, range.To) : expression;

    private void Instead<T>(string tag, Func<T, Statement> bounded)
        where T : Statement => RegisteredTags[tag] = RegisteredTags[tag].Then(statement => statement is T found ? bounded(found) : statement);
}
