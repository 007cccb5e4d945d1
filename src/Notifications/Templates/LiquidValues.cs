using System.Text.Json;
using Fluid.Values;

namespace Notifications.Templates;

/// <summary>JSON values as Liquid sees them.</summary>
internal static class LiquidValues
{
    /// <summary>The members of a JSON object by name; a null member stays known, so that a misspelt name can be told from an empty value.</summary>
    public static Dictionary<string, FluidValue> Members(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject()
            .ToDictionary(member => member.Name, member => Of(member.Value), StringComparer.Ordinal);
    }

    private static FluidValue Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new DictionaryValue(new FluidValueDictionaryFluidIndexable(
            element.EnumerateObject().ToDictionary(member => member.Name, member => Of(member.Value), StringComparer.Ordinal))),
        JsonValueKind.Array => new ArrayValue(element.EnumerateArray().Select(Of).ToArray()),
        JsonValueKind.Number => NumberValue.Create(element.GetDecimal()),
        JsonValueKind.True => BooleanValue.True,
        JsonValueKind.False => BooleanValue.False,
        JsonValueKind.String => new StringValue(element.GetString()!),
        _ => NilValue.Instance,
    };
}
