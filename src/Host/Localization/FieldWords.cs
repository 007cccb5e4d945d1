using Microsoft.Extensions.Localization;

namespace Host.Localization;

/// <summary>The field's words for values: statuses, lights, kinds of deadline, roles.</summary>
public static class FieldWords
{
    /// <summary>The word for <paramref name="value"/>, under the key <c>Type_Value</c>.</summary>
    public static string Of<T>(this IStringLocalizer<Words> words, T value)
        where T : struct, Enum => words[$"{typeof(T).Name}_{value}"];
}
