using System.Collections.Frozen;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Notifications.Templates;

/// <summary>One mail: its kind and what a preview of it shows. All of them are found by their values records.</summary>
/// <param name="Kind">Name of the folder under Mails.</param>
/// <param name="ValuesType">The values record.</param>
public sealed record MailTemplate(string Kind, Type ValuesType)
{
    /// <summary>How values are written into the outbox and read by the wording: camel case, Chinese left readable.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>Every mail this product can send, by kind.</summary>
    public static FrozenDictionary<string, MailTemplate> All { get; } = Find();

    /// <summary>The invented values of a preview, as JSON.</summary>
    public string SampleValues(string culture)
    {
        var sample = ValuesType.GetMethod("Sample", BindingFlags.Public | BindingFlags.Static, [typeof(string)])!
            .Invoke(null, [culture]);
        return JsonSerializer.Serialize(sample, ValuesType, Json);
    }

    internal static string KindOf<T>() => KindOf(typeof(T));

    private static string KindOf(Type type) => type.Name[..^"Mail".Length];

    private static FrozenDictionary<string, MailTemplate> Find() =>
        typeof(MailTemplate).Assembly.GetTypes()
            .Where(type => type.GetInterfaces().Any(face => face.IsGenericType
                && face.GetGenericTypeDefinition() == typeof(IMailValues<>)))
            .Where(type => !type.IsInterface)
            .Select(type => new MailTemplate(KindOf(type), type))
            .ToFrozenDictionary(template => template.Kind, StringComparer.Ordinal);
}
