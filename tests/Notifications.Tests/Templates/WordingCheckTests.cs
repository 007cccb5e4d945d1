using Notifications.Templates;

namespace Notifications.Tests.Templates;

public sealed class WordingCheckTests
{
    [Fact]
    public void Good_wording_passes() =>
        Assert.Null(Judge("第{{ issue.number }}号问题{% if measures.size > 0 %}第{{ measures[0].number }}条{% endif %}：{{ deadline | day }}"));

    [Fact]
    public void A_broken_one_is_refused_with_its_line_and_reason()
    {
        var problem = Judge("第一行\n第{{ issue.number }号\n");
        Assert.Equal(TemplateProblem.Syntax, problem!.Key);
        Assert.Equal(2, problem.Line);
        Assert.NotEqual("", problem.Detail);
    }

    [Fact]
    public void A_block_left_open_is_refused() =>
        Assert.Equal(TemplateProblem.Syntax, Judge("{% if measures %}第")!.Key);

    [Fact]
    public void A_value_the_mail_does_not_have_is_refused_by_name()
    {
        var problem = Judge("{{ issue.nubmer }}");
        Assert.Equal(TemplateProblem.UnknownValue, problem!.Key);
        Assert.Contains("nubmer", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{% for i in (1..1000000000) %}x{% endfor %}")]
    [InlineData("{% assign all = (1..1000000000) %}{{ all.size }}")]
    [InlineData("{% for i in (1..90000) %}{{ issue.title }}{{ issue.title }}{% endfor %}")]
    [InlineData("{% assign a = issue.title %}{% for i in (1..40) %}{% assign a = a | append: a %}{% endfor %}")]
    [InlineData("{% capture all %}{% for i in (1..90000) %}{{ issue.title }}{% endfor %}{% endcapture %}")]
    [InlineData("{% for i in (1..400) %}{% for j in (1..400) %}x{% endfor %}{% endfor %}")]
    public void A_wording_that_never_ends_or_makes_too_much_is_refused_with_its_line(string source)
    {
        var problem = Judge($"第一行\n{{% if measures.size > 0 %}}\n第二行{{% endif %}}\n{source}\n末行");
        Assert.Equal(TemplateProblem.TooMuch, problem!.Key);
        Assert.Equal(4, problem.Line);
        Assert.NotEqual("", problem.Detail);
    }

    [Fact]
    public void A_wording_nested_without_end_is_refused() =>
        Assert.Equal(TemplateProblem.Syntax, Judge(string.Concat(Enumerable.Repeat("{% if measures %}", 5_000)))!.Key);

    [Fact]
    public void Nothing_is_no_wording_and_an_unknown_mail_has_none()
    {
        Assert.Equal(TemplateProblem.Empty, Judge("  ")!.Key);
        Assert.Equal(TemplateProblem.UnknownMail, WordingCheck.Judge("Nope", "zh-CN", TemplatePart.Subject, "x")!.Key);
        Assert.Equal(TemplateProblem.UnknownMail, WordingCheck.Judge("Overdue", "fr", TemplatePart.Subject, "x")!.Key);
    }

    [Fact]
    public void Every_reason_has_words_in_both_languages() =>
        Assert.All([TemplateProblem.UnknownMail, TemplateProblem.Empty, TemplateProblem.Syntax, TemplateProblem.UnknownValue, TemplateProblem.TooMuch, TemplateProblem.FailsOnSample],
            key => Assert.NotEqual(TemplateProblem.Text(key, "zh-CN"), TemplateProblem.Text(key, "en")));

    private static TemplateProblem? Judge(string source) => WordingCheck.Judge("Overdue", "zh-CN", TemplatePart.Subject, source);
}
