using System.Collections.Concurrent;
using System.Globalization;
using Fluid;

namespace Notifications.Templates;

/// <summary>The wording that comes with the product: the Liquid files beside each values record, and the shared layouts.</summary>
public static class BuiltInWording
{
    private static readonly ConcurrentDictionary<string, IFluidTemplate> Parsed = new(StringComparer.Ordinal);

    /// <summary>The source of one part, for an editor to start from.</summary>
    /// <exception cref="ArgumentException">There is no such mail or language.</exception>
    public static string Source(string kind, string culture, TemplatePart part) => Read(PartName(kind, culture, part));

    internal static IFluidTemplate Template(string kind, string culture, TemplatePart part) => ByName(PartName(kind, culture, part));

    internal static IFluidTemplate Layout(TemplatePart part) => ByName($"Templates/layout.{NameOf(part)}.liquid");

    internal static string NameOf(TemplatePart part) => part.ToString().ToLower(CultureInfo.InvariantCulture);

    private static string PartName(string kind, string culture, TemplatePart part) =>
        $"Mails/{kind}/{NameOf(part)}.{culture}.liquid";

    private static IFluidTemplate ByName(string name) =>
        Parsed.GetOrAdd(name, static resource => MailLiquid.Parse(Read(resource)));

    private static string Read(string name)
    {
        using var stream = typeof(BuiltInWording).Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"There is no wording {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
