using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Fluid;
using Fluid.Values;
using Notifications.Queueing;

namespace Notifications.Templates;

/// <summary>Turns an occasion into words.</summary>
public static partial class MailRenderer
{
    private const int MaxSubject = 200;

    /// <summary>The mail in the built-in wording.</summary>
    /// <exception cref="ArgumentException">There is no such mail or language.</exception>
    public static RenderedMail Render(MailOccasion occasion) =>
        Render(occasion, Wording.BuiltIn(occasion.Kind, occasion.Culture));

    /// <summary>The mail in its built-in wording with invented values, for a page of previews.</summary>
    public static RenderedMail Preview(MailTemplate template, string culture) =>
        Render(SampleOf(template, culture));

    /// <summary>The mail with invented values in a wording that <see cref="WordingCheck"/> has let pass.</summary>
    public static RenderedMail Preview(MailTemplate template, string culture, string subject, string html, string text) =>
        Render(SampleOf(template, culture), new Wording(MailLiquid.Parse(subject), MailLiquid.Parse(html), MailLiquid.Parse(text)));

    internal static MailOccasion SampleOf(MailTemplate template, string culture) => new(
        template.Kind, culture, template.SampleValues(culture),
        [culture == Cultures.English ? "Wang Jianguo" : "王建国"],
        culture == Cultures.English ? "Rectification Office" : "整改办");

    /// <param name="unknown">Hears of names the wording uses and the values do not have.</param>
    internal static RenderedMail Render(MailOccasion occasion, Wording wording, Action<string>? unknown = null)
    {
        var values = LiquidValues.Members(occasion.Values, unknown);
        var subject = PlainText.OneLine(Part(wording.Subject, occasion, values, NullEncoder.Default, unknown), MaxSubject);
        var html = Part(wording.Html, occasion, values, MailLiquid.Html, unknown);
        var text = Tidy(Part(wording.Text, occasion, values, NullEncoder.Default, unknown));
        return new RenderedMail(subject,
            InLayout(TemplatePart.Html, occasion, subject, html, MailLiquid.Html),
            Tidy(InLayout(TemplatePart.Text, occasion, subject, text, NullEncoder.Default)) + "\n");
    }

    private static string Part(IFluidTemplate template, MailOccasion occasion, Dictionary<string, FluidValue> values,
        TextEncoder encoder, Action<string>? unknown)
    {
        var context = MailLiquid.Context(occasion.Culture, unknown);
        foreach (var (name, value) in values)
            context.SetValue(name, value);
        AddFrame(context, occasion);
        return MailLiquid.Render(template, context, encoder);
    }

    private static string InLayout(TemplatePart part, MailOccasion occasion, string subject, string content, TextEncoder encoder)
    {
        var context = MailLiquid.Context(occasion.Culture);
        AddFrame(context, occasion);
        context.SetValue("subject", subject);
        context.SetValue("content", content);
        return MailLiquid.Render(BuiltInWording.Layout(part), context, encoder);
    }

    private static void AddFrame(TemplateContext context, MailOccasion occasion)
    {
        var names = string.Join(occasion.Culture == Cultures.English ? ", " : "、", occasion.Addressees);
        context.SetValue("culture", occasion.Culture);
        context.SetValue("addressee", names.Length == 0 ? NilValue.Instance : new StringValue(names));
        context.SetValue("sender", occasion.SenderName);
        context.SetValue("receipt", occasion.ReceiptUrl is { } link ? new StringValue(link) : NilValue.Instance);
        context.SetValue("receiptUntil", occasion.ReceiptUntil is { } until
            ? new StringValue(until.ToString("O", CultureInfo.InvariantCulture)) : NilValue.Instance);
        context.SetValue("contact", occasion.Contact.Length == 0 ? NilValue.Instance : new StringValue(occasion.Contact));
    }

    private static string Tidy(string text) =>
        ManyBlankLines().Replace(text.ReplaceLineEndings("\n"), "\n\n").Trim('\n', ' ', '\t');

    [GeneratedRegex(@"[ \t]*\n(?:[ \t]*\n){2,}")]
    private static partial Regex ManyBlankLines();
}
