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

    [Fact]
    public void A_wording_that_never_ends_is_refused() =>
        Assert.Equal(TemplateProblem.FailsOnSample, Judge("{% for i in (1..200000) %}x{% endfor %}")!.Key);

    [Fact]
    public void Nothing_is_no_wording_and_an_unknown_mail_has_none()
    {
        Assert.Equal(TemplateProblem.Empty, Judge("  ")!.Key);
        Assert.Equal(TemplateProblem.UnknownMail, WordingCheck.Judge("Nope", "zh-CN", TemplatePart.Subject, "x")!.Key);
        Assert.Equal(TemplateProblem.UnknownMail, WordingCheck.Judge("Overdue", "fr", TemplatePart.Subject, "x")!.Key);
    }

    [Fact]
    public void Every_reason_has_words_in_both_languages() =>
        Assert.All([TemplateProblem.UnknownMail, TemplateProblem.Empty, TemplateProblem.Syntax, TemplateProblem.UnknownValue, TemplateProblem.FailsOnSample],
            key => Assert.NotEqual(TemplateProblem.Text(key, "zh-CN"), TemplateProblem.Text(key, "en")));

    private static TemplateProblem? Judge(string source) => WordingCheck.Judge("Overdue", "zh-CN", TemplatePart.Subject, source);
}
