namespace Notifications.Templates;

/// <summary>Why a wording was not saved.</summary>
/// <param name="Key">Resource key of the reason; see <see cref="Text"/>.</param>
/// <param name="Part">Which part.</param>
/// <param name="Line">Line in the source, from 1; null when the fault has no place.</param>
/// <param name="Column">Column in that line, from 1.</param>
/// <param name="Detail">What exactly, e.g. the unknown name.</param>
public sealed record TemplateProblem(string Key, TemplatePart Part, int? Line, int? Column, string Detail)
{
    public const string UnknownMail = "wording.unknown-mail";
    public const string Empty = "wording.empty";
    public const string Syntax = "wording.syntax";
    public const string UnknownValue = "wording.unknown-value";
    public const string TooMuch = "wording.too-much";
    public const string FailsOnSample = "wording.fails-on-sample";

    /// <summary>The reasons in both languages, by key and culture.</summary>
    public static string Text(string key, string culture) => (key, culture == Cultures.English) switch
    {
        (UnknownMail, false) => "没有这种邮件或这种语言",
        (UnknownMail, true) => "There is no such mail or language",
        (Empty, false) => "内容为空",
        (Empty, true) => "The wording is empty",
        (Syntax, false) => "模板语法有误",
        (Syntax, true) => "The wording is not valid Liquid",
        (UnknownValue, false) => "模板用到了邮件中没有的值",
        (UnknownValue, true) => "The wording uses a value this mail does not have",
        (TooMuch, false) => "模板一次生成的内容过多，或用时过长",
        (TooMuch, true) => "The wording makes too much at once or takes too long",
        (FailsOnSample, false) => "用示例数据试排时出错",
        (FailsOnSample, true) => "The wording fails on sample values",
        _ => throw new ArgumentException($"No text for {key}.", nameof(key)),
    };
}
