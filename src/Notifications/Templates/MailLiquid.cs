using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace Notifications.Templates;

/// <summary>
/// Liquid as mails use it. Besides the standard: filters <c>day</c> and <c>moment</c>, and for HTML the blocks
/// <c>para</c>, <c>facts</c>, <c>fact "label"</c> and <c>button url</c>, which carry the inline styles mail clients need.
/// </summary>
internal static class MailLiquid
{
    private const string Para = "margin:0 0 14px 0;";
    private const string Facts = "width:100%;border-collapse:collapse;margin:4px 0 18px 0;";
    private const string Label = "padding:7px 12px 7px 0;border-bottom:1px solid #e4e4e4;color:#666666;width:26%;vertical-align:top;";
    private const string Fact = "padding:7px 0;border-bottom:1px solid #e4e4e4;vertical-align:top;word-break:break-word;";
    private const string Button = "display:inline-block;padding:10px 22px;background-color:#b3261e;color:#ffffff;text-decoration:none;border-radius:3px;";

    private static readonly FluidParser Parser = CreateParser();
    private static readonly TemplateOptions Options = CreateOptions();

    /// <summary>Escapes what HTML must not read as markup; Chinese stays readable in the source.</summary>
    public static HtmlEncoder Html { get; } = HtmlEncoder.Create(UnicodeRanges.All);

    public static bool TryParse(string source, out IFluidTemplate template, out string error) =>
        Parser.TryParse(source, out template, out error);

    public static IFluidTemplate Parse(string source) => Parser.Parse(source);

    /// <summary>A fresh context; <paramref name="unknown"/> hears of every name the values do not have.</summary>
    public static TemplateContext Context(string culture, Action<string>? unknown = null)
    {
        var context = new TemplateContext(Options) { CultureInfo = CultureInfo.GetCultureInfo(culture) };
        if (unknown is not null)
        {
            context.Undefined = name =>
            {
                unknown(name);
                return NilValue.Instance;
            };
        }
        return context;
    }

    private static TemplateOptions CreateOptions()
    {
        // A loop the office wrote by mistake must end: the built-in wording then goes out instead.
        var options = new TemplateOptions { MaxSteps = 100_000, MaxRecursion = 20 };
        LiquidDates.Register(options.Filters);
        return options;
    }

    private static FluidParser CreateParser()
    {
        var parser = new FluidParser();
        RegisterWrapper(parser, "para", $"<p style=\"{Para}\">", "</p>");
        RegisterWrapper(parser, "facts", $"<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" style=\"{Facts}\">", "</table>");
        parser.RegisterExpressionBlock("fact", async (label, statements, output, encoder, context) =>
        {
            output.Write($"<tr><td style=\"{Label}\">");
            output.Write(encoder.Encode((await label.EvaluateAsync(context)).ToStringValue()));
            output.Write($"</td><td style=\"{Fact}\">");
            await statements.RenderStatementsAsync(output, encoder, context);
            output.Write("</td></tr>");
            return Completion.Normal;
        });
        parser.RegisterExpressionBlock("button", async (url, statements, output, encoder, context) =>
        {
            output.Write($"<p style=\"{Para}\"><a style=\"{Button}\" href=\"");
            output.Write(encoder.Encode((await url.EvaluateAsync(context)).ToStringValue()));
            output.Write("\">");
            await statements.RenderStatementsAsync(output, encoder, context);
            output.Write("</a></p>");
            return Completion.Normal;
        });
        return parser;
    }

    private static void RegisterWrapper(FluidParser parser, string name, string open, string close) =>
        parser.RegisterEmptyBlock(name, async (statements, output, encoder, context) =>
        {
            output.Write(open);
            await statements.RenderStatementsAsync(output, encoder, context);
            output.Write(close);
            return Completion.Normal;
        });
}
