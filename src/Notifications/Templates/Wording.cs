using Fluid;

namespace Notifications.Templates;

/// <summary>The three templates one mail is made from, in one language.</summary>
internal sealed record Wording(IFluidTemplate Subject, IFluidTemplate Html, IFluidTemplate Text)
{
    public static Wording BuiltIn(string kind, string culture) => new(
        BuiltInWording.Template(kind, culture, TemplatePart.Subject),
        BuiltInWording.Template(kind, culture, TemplatePart.Html),
        BuiltInWording.Template(kind, culture, TemplatePart.Text));

    public Wording With(TemplatePart part, IFluidTemplate template) => part switch
    {
        TemplatePart.Subject => this with { Subject = template },
        TemplatePart.Html => this with { Html = template },
        TemplatePart.Text => this with { Text = template },
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, null),
    };
}
