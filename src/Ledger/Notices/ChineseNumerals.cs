namespace Ledger.Notices;

/// <summary>Numbers written in Chinese: 二十一 by value, 二〇二四 by place.</summary>
internal static class ChineseNumerals
{
    public const string Characters = "〇零○一二两三四五六七八九十百";

    private const int LongestNumber = 7;

    /// <summary>The value of <paramref name="digits"/> from 0 to 9999; null when they are no number.</summary>
    public static int? Parse(ReadOnlySpan<char> digits)
    {
        if (digits.IsEmpty || digits.Length > LongestNumber)
        {
            return null;
        }

        return digits.IndexOfAny('十', '百') < 0 ? ByPlace(digits) : ByValue(digits);
    }

    private static int? ByPlace(ReadOnlySpan<char> digits)
    {
        if (digits.Length > 4)
        {
            return null;
        }

        var value = 0;
        foreach (var c in digits)
        {
            if (Digit(c) is not { } digit)
            {
                return null;
            }

            value = (value * 10) + digit;
        }

        return value;
    }

    private static int? ByValue(ReadOnlySpan<char> digits)
    {
        var value = 0;
        int? pending = null;
        foreach (var c in digits)
        {
            if (c is '十' or '百')
            {
                value += (pending ?? 1) * (c == '十' ? 10 : 100);
                pending = null;
            }
            else if (Digit(c) is { } digit && pending is null or 0)
            {
                pending = digit;
            }
            else
            {
                return null;
            }
        }

        return value + (pending ?? 0);
    }

    private static int? Digit(char c) => c switch
    {
        '〇' or '零' or '○' => 0,
        '一' => 1,
        '二' or '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => null,
    };
}
