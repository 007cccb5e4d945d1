using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using BoundedLiquid;
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

    // Beyond what anybody reads, and below what a value in a template may weigh: the content goes through the layout as one.
    private const int MaximumLength = 500_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private static readonly BoundedLiquidParser Parser = CreateParser();
    private static readonly TemplateOptions Options = CreateOptions();

    /// <summary>Escapes what HTML must not read as markup; Chinese stays readable in the source.</summary>
    public static HtmlEncoder Html { get; } = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The template, or null and what is wrong with its source.</summary>
    public static IFluidTemplate? TryParse(string source, out string? error)
    {
        try
        {
            return Parser.Parse(source, out error);
        }
        catch (NotSupportedException exception)
        {
            error = exception.Message;
            return null;
        }
    }

    /// <exception cref="FormatException">The source cannot be read.</exception>
    public static IFluidTemplate Parse(string source) =>
        TryParse(source, out var error) ?? throw new FormatException(error);

    /// <summary>What the template makes of the values, if it is no more than a mail may be.</summary>
    /// <exception cref="InvalidOperationException">It makes too much, at once or in all.</exception>
    /// <exception cref="TimeoutException">It takes too long.</exception>
    public static string Render(IFluidTemplate template, TemplateContext context, TextEncoder encoder)
    {
        LiquidBounds.Begin(context);
        using var writer = new LimitedWriter(MaximumLength);
        template.RenderAsync(writer, encoder, context).AsTask().GetAwaiter().GetResult(); // writes to memory: nothing is waited for
        return writer.ToString();
    }

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
        LiquidBounds.Apply(options.Filters, Longest);
        return options;
    }

    private static BoundedLiquidParser CreateParser()
    {
        var parser = new BoundedLiquidParser();
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

    private static void RegisterWrapper(BoundedLiquidParser parser, string name, string open, string close) =>
        parser.RegisterEmptyBlock(name, async (statements, output, encoder, context) =>
        {
            output.Write(open);
            await statements.RenderStatementsAsync(output, encoder, context);
            output.Write(close);
            return Completion.Normal;
        });
}
