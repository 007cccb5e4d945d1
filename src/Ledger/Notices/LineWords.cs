using System.Text.RegularExpressions;

namespace Ledger.Notices;

/// <summary>What a line's own words say of it, wherever it stands.</summary>
internal static partial class LineWords
{
    private const int LongestTitle = 100;
    private const int LongestFurniture = 80;
    private const int LongestSignature = 40;

    public static bool ReadsAsTitle(string shadow) =>
        shadow.Length <= LongestTitle
        && !shadow.EndsWith('。')
        && !shadow.Contains('>', StringComparison.Ordinal)
        && shadow.Contains("整改", StringComparison.Ordinal)
        && Subject().IsMatch(shadow)
        && Kind().IsMatch(shadow)
        && Numberings.At(shadow, 0) is null
        && TextMarkers.At(shadow, 0) is null;

    /// <summary>中共宜城市委 alone on the line over its 关于……的通报.</summary>
    public static bool ReadsAsBody(string shadow) => shadow.Length <= LongestSignature && Body().IsMatch(shadow);

    /// <summary>Words of the page around the notice: publisher, print, share, previous and next.</summary>
    public static bool ReadsAsFurniture(string shadow) => shadow.Length <= LongestFurniture && Furniture().IsMatch(shadow);

    /// <summary>The invitation to comment, or a contact.</summary>
    public static bool OpensClosing(string shadow) => Closing().IsMatch(shadow);

    public static bool OpensNextSteps(string shadow) => NextSteps().IsMatch(shadow);

    /// <summary>A date and nothing else, brackets and 发布时间 apart.</summary>
    public static bool IsDateOnly(string shadow) =>
        shadow.Length <= LongestSignature
        && ChineseDates.DatesIn(shadow).FirstOrDefault() is { Length: > 0 } date
        && Around().Replace(shadow.Remove(date.At, date.Length), string.Empty).Length == 0;

    [GeneratedRegex("巡视|巡察|反馈|督察|审计|整改", RegexOptions.CultureInvariant)]
    private static partial Regex Subject();

    [GeneratedRegex(@"(?:通报|公告|公示|报告|情况)(?:\([^()]{1,20}\))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Kind();

    [GeneratedRegex("(?:委|委员会|党组|政府|局|公司|学院|大学|办公室|领导小组)$", RegexOptions.CultureInvariant)]
    private static partial Regex Body();

    [GeneratedRegex(
        "主办|承办|版权所有|ICP备|网站标识码|公网安备|技术支持|扫一扫|^打印|关闭(?:窗口|本页)|分享到|字[号体]|浏览次数|阅读次数|点击(?:数|量)|^来源:"
        + "|^责任编辑|^上一[篇条]|^下一[篇条]|^相关(?:链接|附件|阅读)|^当前位置|^首页|网站地图|返回顶部",
        RegexOptions.CultureInvariant)]
    private static partial Regex Furniture();

    [GeneratedRegex(
        "^(?:欢迎广大|欢迎社会|欢迎干部|欢迎对|如有意见|联系方式|联系电话|联系地址|联系人|监督电话|公开期限|公开时间|公示期|公示时间|监督期限|反馈期限"
        + "|邮政信箱|通讯地址|通信地址|邮寄地址|来信地址|电子邮箱|电子信箱|邮箱:|电话:|邮编|邮政编码|特此通报)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Closing();

    [GeneratedRegex("^(?:下一步|下步|下阶段|今后|接下来)", RegexOptions.CultureInvariant)]
    private static partial Regex NextSteps();

    [GeneratedRegex(@"[()\[\]【】:,。 ]|\d{1,2}:\d{2}(?::\d{2})?|发布(?:时间|日期)|公布(?:时间|日期)|成文日期|时间|日期", RegexOptions.CultureInvariant)]
    private static partial Regex Around();
}
