using System.Text.Json;
using Notifications.Mails.DeadlineNear;
using Notifications.Mails.Digest;
using Notifications.Mails.Overdue;
using Notifications.Mails.SchedulingAgenda;
using Notifications.Templates;

namespace Notifications.Tests.Templates;

public sealed class MailRendererTests
{
    public static TheoryData<string, string> EveryMail()
    {
        var data = new TheoryData<string, string>();
        foreach (var kind in MailTemplate.All.Keys.Order(StringComparer.Ordinal))
        {
            foreach (var culture in Cultures.All)
                data.Add(kind, culture);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(EveryMail))]
    public void Every_mail_reads_well_in_both_languages(string kind, string culture)
    {
        var unknown = new List<string>();
        var mail = MailRenderer.Render(MailRenderer.SampleOf(MailTemplate.All[kind], culture), Wording.BuiltIn(kind, culture), unknown.Add);
        Assert.Empty(unknown);
        Assert.DoesNotContain('\n', mail.Subject);
        Assert.InRange(mail.Subject.Length, 8, 120);
        Assert.All(new[] { mail.Subject, mail.Html, mail.Text }, part => Assert.DoesNotContain("{{", part, StringComparison.Ordinal));
        Assert.DoesNotContain("<td", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"" + culture + "\">", mail.Html, StringComparison.Ordinal);
        Assert.Contains(culture == "en" ? "Dear Wang Jianguo," : "王建国同志：", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(EveryMail))]
    public void Html_and_text_tell_the_same_facts(string kind, string culture)
    {
        var mail = MailRenderer.Preview(MailTemplate.All[kind], culture);
        foreach (var value in Strings(MailTemplate.All[kind].SampleValues(culture)))
            Assert.Equal(mail.Text.Contains(value, StringComparison.Ordinal), mail.Html.Contains(MailLiquid.Html.Encode(value), StringComparison.Ordinal));
    }

    [Fact]
    public void The_subject_names_issue_and_deadline()
    {
        Assert.Equal("【逾期提醒】第12号问题第2条措施已逾期5天（整改时限：2026年12月31日）", Subject("Overdue", "zh-CN"));
        Assert.Equal("[Overdue] Issue No. 12, measure 2: 5 days past its deadline of 31 December 2026", Subject("Overdue", "en"));
        Assert.Contains("2026年12月31日到期，剩余10天", Subject("DeadlineNear", "zh-CN"), StringComparison.Ordinal);
        Assert.Contains("第12号问题已交办市行政审批局，整改时限：2026年12月31日", Subject("Assigned", "zh-CN"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "2026年11月28日到期（逢休息日，顺延至2026年11月30日），剩余5天")]
    [InlineData("en", "due 28 November 2026 (a day off: runs on to 30 November 2026), 5 days left")]
    public void A_deadline_on_a_day_off_is_told_with_the_day_that_is_counted_from(string culture, string subject)
    {
        var values = DeadlineNearMail.Sample(culture) with { Deadline = new(2026, 11, 28), DaysLeft = 5, MovedTo = new(2026, 11, 30) };
        var mail = MailRenderer.Render(new MailOccasion("DeadlineNear", culture, JsonSerializer.Serialize(values, MailTemplate.Json), [], "整改办"));
        Assert.EndsWith(subject, mail.Subject, StringComparison.Ordinal);
        Assert.All([mail.Html, mail.Text], part => Assert.InRange(part.Split(culture == "en" ? "30 November" : "11月30日").Length, 3, 4));
    }

    [Theory]
    [InlineData("zh-CN", "共52项", "52项整改事项", "最紧急的1项，其余51项请登录系统查看。")]
    [InlineData("en", "52 reminders", "52 matters", "The 1 most urgent are named; 51 more are in the system.")]
    public void A_digest_that_names_not_all_says_how_many_there_are(string culture, string subject, string opening, string rest)
    {
        var mail = MailRenderer.Render(new MailOccasion("Digest", culture, JsonSerializer.Serialize(DigestMail.Sample(culture) with { More = 51 }, MailTemplate.Json), [], "整改办"));
        Assert.EndsWith(subject, mail.Subject, StringComparison.Ordinal);
        Assert.All([mail.Html, mail.Text], part => Assert.Contains(opening, part, StringComparison.Ordinal));
        Assert.All([mail.Html, mail.Text], part => Assert.Contains(rest, part, StringComparison.Ordinal));
        Assert.DoesNotContain("\n\n\n", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "（51项）", "以上为前1项，其余50项请登录系统查看议程。")]
    [InlineData("en", ": 51 items", "The first 1 are named; 50 more are on the agenda in the system.")]
    public void An_agenda_that_names_not_all_says_how_many_there_are(string culture, string subject, string rest)
    {
        var mail = MailRenderer.Render(new MailOccasion("SchedulingAgenda", culture, JsonSerializer.Serialize(SchedulingAgendaMail.Sample(culture) with { More = 50 }, MailTemplate.Json), [], "整改办"));
        Assert.EndsWith(subject, mail.Subject, StringComparison.Ordinal);
        Assert.All([mail.Html, mail.Text], part => Assert.Contains(rest, part, StringComparison.Ordinal));
    }

    [Fact]
    public void A_value_is_text_in_html_and_itself_in_plain_text()
    {
        const string wicked = "<script>alert('1')</script> & \"更多\"";
        var values = JsonSerializer.Serialize(OverdueMail.Sample("zh-CN") with { Progress = wicked }, MailTemplate.Json);
        var mail = MailRenderer.Render(new MailOccasion("Overdue", "zh-CN", values, ["<b>王</b>"], "整改办"));
        Assert.DoesNotContain("<script>", mail.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;王&lt;/b&gt;同志", mail.Html, StringComparison.Ordinal);
        Assert.Contains(wicked, mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_break_in_a_value_does_not_break_the_subject()
    {
        var values = JsonSerializer.Serialize(Notifications.Mails.Assigned.AssignedMail.Sample("zh-CN") with { LeadUnit = "甲局\r\nBcc: x@y.example" }, MailTemplate.Json);
        var mail = MailRenderer.Render(new MailOccasion("Assigned", "zh-CN", values, [], "整改办"));
        Assert.DoesNotContain('\n', mail.Subject);
        Assert.DoesNotContain('\r', mail.Subject);
        Assert.StartsWith("您好：", mail.Text, StringComparison.Ordinal);
    }

    private static string Subject(string kind, string culture) => MailRenderer.Preview(MailTemplate.All[kind], culture).Subject;

    private static string[] Strings(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. Leaves(document.RootElement)];
    }

    private static IEnumerable<string> Leaves(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Leaves(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Leaves),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };
}
