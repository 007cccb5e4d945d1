using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ledger.Storage;

/// <summary>Short words for the constraints the mappings put behind the rules.</summary>
internal static class Rules
{
    /// <summary>The column holds the name of a member of <typeparamref name="TEnum"/>, nothing else.</summary>
    public static TableBuilder<T> OneOf<T, TEnum>(this TableBuilder<T> table, string column)
        where T : class
        where TEnum : struct, Enum
    {
        var names = string.Join(", ", Enum.GetNames<TEnum>().Select(name => $"'{name}'"));
        table.HasCheckConstraint($"{table.Name}_{column}_known", $"{column} in ({names})");
        return table;
    }

    /// <summary>The text is there and not blank.</summary>
    public static TableBuilder<T> NotBlank<T>(this TableBuilder<T> table, params string[] columns)
        where T : class
    {
        foreach (var column in columns)
        {
            table.HasCheckConstraint($"{table.Name}_{column}_not_blank", $"btrim({column}) <> ''");
        }

        return table;
    }

    /// <summary>The row keeps <paramref name="sql"/> true.</summary>
    public static TableBuilder<T> Keeps<T>(this TableBuilder<T> table, string name, string sql)
        where T : class
    {
        table.HasCheckConstraint($"{table.Name}_{name}", sql);
        return table;
    }
}
