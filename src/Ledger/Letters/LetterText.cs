using System.Globalization;
using System.Text;
using Ledger.Issues;

namespace Ledger.Letters;

/// <summary>What a letter says when nobody has changed it: drawn from the ledger, to be read over before it is approved.</summary>
public sealed record LetterText(string Title, string Body)
{
    private const int NearDays = 20;

    /// <summary>The letter of <paramref name="kind"/> on <paramref name="issue"/> as things stand on <paramref name="today"/>.</summary>
    /// <param name="roundTitle">The round's title, named as the letter's basis.</param>
    public static LetterText Compose(LetterKind kind, Issue issue, string roundTitle, DateOnly today)
    {
        var title = IssueTitle.Whole(issue.Heading, issue.Text);
        var number = issue.Number.ToString(CultureInfo.InvariantCulture);
        var body = new StringBuilder();
        body.Append(CultureInfo.InvariantCulture, $"按照《{roundTitle}》和“一周一督办、半月一调度”的要求，现就第{number}号问题整改工作{Verb(kind)}如下：\n");
        body.Append(CultureInfo.InvariantCulture, $"一、反馈问题。第{number}号问题：{title}。\n");
        body.Append(CultureInfo.InvariantCulture, $"二、整改措施和时限。截至{Day(today)}，下列措施尚未办结：\n");
        foreach (var measure in Named(issue, today))
        {
            body.Append(CultureInfo.InvariantCulture, $"措施{measure.Ordinal}：{measure.Text.TrimEnd('。', '；', ';')}。{Time(measure, today)}，目前进度{measure.Progress}%。\n");
        }

        body.Append(kind == LetterKind.Reminder
            ? "三、有关要求。请你单位对照时限查找差距，落实责任，加快整改，确保按期完成。"
            : "三、有关要求。请你单位主要负责人亲自过问，查明未按期完成的原因，提出补救措施和完成时间，限期整改到位。");
        return new LetterText(string.Create(CultureInfo.InvariantCulture, $"关于第{number}号问题整改工作的{Paper(kind)}"), body.ToString());
    }

    /// <summary>The paper's name: 提醒函 or 督办函.</summary>
    public static string Paper(LetterKind kind) => kind == LetterKind.Reminder ? "提醒函" : "督办函";

    /// <summary>A day as official papers write it.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    private static string Verb(LetterKind kind) => kind == LetterKind.Reminder ? "提醒" : "督办";

    /// <summary>Measures overdue or near first of all; where none is, every one still open.</summary>
    private static List<Measure> Named(Issue issue, DateOnly today)
    {
        var open = issue.Measures.Where(m => m.Status == MeasureStatus.Open).OrderBy(m => m.Ordinal).ToList();
        var pressing = open.Where(m => m.DeadlineKind != DeadlineKind.LongTerm && (m.DueOn ?? m.Deadline) <= today.AddDays(NearDays)).ToList();
        return pressing.Count > 0 ? pressing : open;
    }

    private static string Time(Measure measure, DateOnly today)
    {
        if (measure.Deadline is not { } deadline)
        {
            return "整改时限：长期坚持";
        }

        var left = (measure.DueOn ?? deadline).DayNumber - today.DayNumber;
        var standing = left switch
        {
            < 0 => string.Create(CultureInfo.InvariantCulture, $"已逾期{-left}天"),
            0 => "今日到期",
            _ => string.Create(CultureInfo.InvariantCulture, $"距到期{left}天"),
        };
        return $"整改时限：{Day(deadline)}，{standing}";
    }
}
