using System.Globalization;
using System.Resources;

namespace Ledger.Refusals;

/// <summary>The sentences people read: zh-CN is the neutral language, en the other one.</summary>
public static class RefusalTexts
{
    private static readonly ResourceManager Texts = new("Ledger.Refusals.RefusalTexts", typeof(RefusalTexts).Assembly);

    /// <summary>The refusal in <paramref name="culture"/>; an unknown code reads as the code itself, so nothing is hidden.</summary>
    public static string In(this Refusal refusal, CultureInfo culture)
    {
        var text = Texts.GetString(refusal.Code, culture);
        return text is null ? refusal.Code : string.Format(culture, text, [.. refusal.Arguments.Select(argument => Said(argument, culture))]);
    }

    /// <summary>
    /// A step of the life cycle is called as its readers call it; everything else as it is. It is known by its name: on its way
    /// through the engine a refusal carries nothing but text.
    /// </summary>
    private static object Said(object argument, CultureInfo culture) =>
        argument is string name && Texts.GetString($"Step_{name}", culture) is { } title ? title : argument;
}
