using System.Text.Json;
using Fluid.Values;

namespace Notifications.Templates;

/// <summary>JSON values as Liquid sees them.</summary>
internal static class LiquidValues
{
    /// <summary>The members of a JSON object by name; a null member stays known, so that a misspelt name can be told from an empty value.</summary>
    /// <param name="unknown">Hears of every name asked of an inner object that it does not have, e.g. <c>issue.nubmer</c>.</param>
    public static Dictionary<string, FluidValue> Members(string json, Action<string>? unknown)
    {
        using var document = JsonDocument.Parse(json);
        return Members(document.RootElement, "", unknown);
    }

    private static Dictionary<string, FluidValue> Members(JsonElement element, string path, Action<string>? unknown) =>
        element.EnumerateObject().ToDictionary(
            member => member.Name, member => Of(member.Value, $"{path}{member.Name}", unknown), StringComparer.Ordinal);

    private static FluidValue Of(JsonElement element, string path, Action<string>? unknown) => element.ValueKind switch
    {
        JsonValueKind.Object => new DictionaryValue(new InnerObject(Members(element, $"{path}.", unknown), path, unknown)),
        JsonValueKind.Array => new ArrayValue(element.EnumerateArray().Select(item => Of(item, path, unknown)).ToArray()),
        JsonValueKind.Number => NumberValue.Create(element.GetDecimal()),
        JsonValueKind.True => BooleanValue.True,
        JsonValueKind.False => BooleanValue.False,
        JsonValueKind.String => new StringValue(element.GetString()!),
        _ => NilValue.Instance,
    };

    private sealed class InnerObject(Dictionary<string, FluidValue> members, string path, Action<string>? unknown) : IFluidIndexable
    {
        public int Count => members.Count;

        public IEnumerable<string> Keys => members.Keys;

        public bool TryGetValue(string name, out FluidValue value)
        {
            if (members.TryGetValue(name, out value!))
                return true;
            unknown?.Invoke($"{path}.{name}");
            return false;
        }
    }
}
