using System.Globalization;
using System.Text.Json.Nodes;
using ElsaRuntime.Definitions;
using ElsaRuntime.Model;
using static ElsaRuntime.Tests.Models;

namespace ElsaRuntime.Tests.Definitions;

/// <summary>What is wrong with a definition is found before it runs, and named.</summary>
public sealed class DefinitionProblemsTests
{
    [Fact]
    public void A_sound_loop_has_no_problem() => Assert.Empty(Of(Flowchart(
        [Event("wait", "go"), RunTask("verify", "verify"), Activity("good", "FlowDecision", ("condition", Script("Boolean", "true"))), Activity("end", "Finish")],
        ("wait", "Done", "verify"), ("verify", "Done", "good"), ("good", "True", "end"), ("good", "False", "wait"))));

    [Fact]
    public void A_type_that_does_not_exist_is_named_with_its_activity()
    {
        var problem = Assert.Single(Of(Flowchart([Activity("fly", "Flies")])));
        Assert.Equal(("UnknownActivityType", "fly"), (problem.Code, problem.Activity));
        Assert.Contains("Elsa.Flies", problem.In(CultureInfo.GetCultureInfo("zh-CN")), StringComparison.Ordinal);
        Assert.StartsWith("Activity \"fly\" is of the type", problem.In(CultureInfo.GetCultureInfo("en")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("JavaScript", "return (1 +", "ExpressionDoesNotParse")]
    [InlineData("Liquid", "{% if %}", "ExpressionDoesNotParse")]
    [InlineData("CSharp", "1 + 1", "UnknownExpressionType")]
    [InlineData("JavaScript", "return 1 + 1", null)]
    [InlineData("Liquid", "{{ Variables.X }}", null)]
    public void An_expression_that_cannot_be_read_is_found(string syntax, string text, string? code)
    {
        var line = Activity("l", "WriteLine", ("text", new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = syntax, ["value"] = text } }));
        Assert.Equal(code, Of(Sequence(line)).SingleOrDefault()?.Code);
    }

    [Fact]
    public void A_script_that_does_not_parse_is_found_though_it_is_plain_text() =>
        Assert.Equal("ExpressionDoesNotParse", Assert.Single(Of(Sequence(Activity("s", "RunJavaScript", ("script", Literal("String", "if (")))))).Code);

    [Fact]
    public void An_activity_that_no_connection_reaches_is_found()
    {
        var problems = Of(Flowchart([Activity("start", "Start"), Line("a", "1"), Line("lost", "2")], ("start", "Done", "a")));
        Assert.Equal(("UnreachableActivity", "lost"), Assert.Single(problems.Select(p => (p.Code, p.Activity))));
    }

    [Theory]
    [InlineData("复核", "RunTask2", "复核")]
    [InlineData(" ", "RunTask2", "RunTask2")]
    [InlineData(null, null, "lost")]
    public void It_is_called_as_the_designer_calls_it(string? displayText, string? name, string called)
    {
        var lost = Line("lost", "2");
        (lost["name"], lost["metadata"]) = (name, new JsonObject { ["displayText"] = displayText });
        var problems = Of(Flowchart([Activity("start", "Start"), Line("a", "1"), lost], ("start", "Done", "a")));
        Assert.Equal(called, Assert.Single(problems).Activity);
    }

    [Fact]
    public void A_trigger_is_reached_by_its_event() =>
        Assert.Empty(Of(Flowchart([Activity("start", "Start"), Line("a", "1"), Event("e", "ping", starts: true)], ("start", "Done", "a"), ("e", "Done", "a"))));

    [Fact]
    public void A_connection_back_into_another_branch_is_found_with_both_ends()
    {
        var problem = Assert.Single(Of(Flowchart(
            [Activity("start", "Start"), Line("a", "1"), Line("b", "2"), Line("c", "3")],
            ("start", "Done", "a"), ("start", "Done", "b"), ("a", "Done", "c"), ("b", "Done", "c"), ("c", "Done", "a"))));
        Assert.Equal(("IllegalBackConnection", "c", "a"), (problem.Code, problem.Activity, problem.Detail));
    }

    [Fact]
    public void An_id_that_stands_twice_is_found() =>
        Assert.Contains(Of(Sequence(Line("same", "1"), Line("same", "2"))), p => p.Code == "DuplicateActivityId");

    private static IReadOnlyList<DefinitionProblem> Of(JsonObject root) => DefinitionProblems.Of(DefinitionParser.Parse(Workflow("w", root), "v"));
}
