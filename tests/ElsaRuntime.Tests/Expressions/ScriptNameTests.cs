using System.Text.Json.Nodes;
using static ElsaRuntime.Tests.Models;

namespace ElsaRuntime.Tests.Expressions;

/// <summary>By which names a script reaches variables, inputs and outputs.</summary>
public sealed class ScriptNameTests
{
    [Theory]
    [InlineData("answer", "getAnswer()", "7")]
    [InlineData("Answer", "getAnswer()", "7")]
    [InlineData("整改", "get整改()", "7")]
    [InlineData("ответ", "getответ()", "7")]
    [InlineData("ответ", "getОтвет()", null)]
    [InlineData("my_var", "typeof getMyVar + typeof getMy_var + typeof getmy_var + typeof variables.my_var + getVariable('my_var')", "undefinedundefinedundefinedundefined7")]
    [InlineData("my_var", "(variables.my_var = 8, 1)", "8", "my_var")]
    [InlineData("answer", "(variables.answer = 8, 1)", "8", "answer")]
    [InlineData("answer", "(variables.answer = null, 1)", "7", "answer")]
    [InlineData("answer", "(variables.answer = undefined, 1)", "7", "answer")]
    [InlineData("answer", "(setAnswer(8), variables.answer = null, 1)", "8", "answer")]
    [InlineData("answer", "(setAnswer(null), variables.answer, 1)", "(null)", "answer")]
    public async Task A_variable(string name, string script, string? printed, string? shown = null)
    {
        var variable = Variable(name, "Object", "7");
        Assert.Equal(printed, await PrintedAsync(Workflow("w", Sequence(
            Line("first", script),
            Line("last", shown is null ? "''" : $"getVariable('{shown}')")), variable), shown is null ? 0 : 1));
    }

    [Theory]
    [InlineData("MyTask", "My Task", "3.8.0", "getResultFromMyTask()", "1")]
    [InlineData("MyTask", "my-task_two", "3.8.0.0", "getResultFromMyTaskTwo()", "1")]
    [InlineData("calc", "提交 结果", "3.8.0", "typeof getResultFromCalc", "undefined")]
    [InlineData("calc", "Other", null, "getResultFromCalc()", "1")]
    [InlineData("calc", "Other", "2.0.0", "typeof getResultFromOther", "undefined")]
    [InlineData("calc", "Other", null, "getOutputFrom('Other') + getOutputFrom('calc')", "2")]
    public async Task An_output_by_the_activitys_name_or_where_no_tool_of_elsa_3_wrote_it_its_id(string id, string name, string? tool, string script, string printed)
    {
        var calc = Activity(id, "RunJavaScript", ("script", Literal("String", "1")));
        calc["name"] = name;
        var workflow = Workflow("w", Sequence(calc, Line("line", script)));
        workflow["toolVersion"] = tool;
        Assert.Equal(printed, await PrintedAsync(workflow, 0));
    }

    [Fact]
    public async Task An_output_of_several_rounds_without_a_wait_is_that_of_the_first()
    {
        var calc = Activity("calc", "RunJavaScript", ("script", Literal("String", "setN(getN() + 1); getN()")));
        var workflow = Workflow("w", Flowchart(
            [calc, Line("line", "'' + getN() + getResultFromCalc() + getLastResult()"), Activity("again", "FlowDecision", ("condition", Script("Boolean", "getN() < 2")))],
            ("calc", "Done", "line"), ("line", "Done", "again"), ("again", "True", "calc")), Variable("N", "Int32", "0"));
        Assert.Equal("212", await PrintedAsync(workflow, 1));
    }

    [Theory]
    [InlineData("Answer", "answer", "getAnswer()", "5")]
    [InlineData("answer", "Answer", "getanswer()", "5")]
    [InlineData("MyAnswer", "my_answer", "getMyAnswer()", "5")]
    [InlineData("my_answer", "my_answer", "getmy_answer()", "(null)")]
    [InlineData("my_answer", "my_answer", "getInput('my_answer')", "5")]
    public async Task An_input_that_is_declared(string declared, string given, string script, string printed)
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        var workflow = Workflow("w", Sequence(Line("line", script)));
        workflow["inputs"] = new JsonArray(new JsonObject { ["name"] = declared, ["type"] = "Object" });
        await runtime.PublishAsync(workflow);
        var id = await runtime.StartAsync("w", input: new JsonObject { [given] = 5 });
        Assert.Equal(printed, Assert.Single(await runtime.LinesAsync(id)));
    }

    private static async Task<string?> PrintedAsync(JsonObject workflow, int line)
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        await runtime.PublishAsync(workflow);
        var id = await runtime.StartAsync("w");
        return (await runtime.FindAsync(id)).SubStatus == "Faulted" ? null : (await runtime.LinesAsync(id))[line];
    }
}
