using System.Text;
using static ElsaRuntime.Tests.Models;

namespace ElsaRuntime.Tests.Expressions;

/// <summary>What templates reach, and what Elsa's filters make of values of each kind.</summary>
public sealed class LiquidTests
{
    private static readonly (string Template, string Printed)[] Templates =
    [
        ("{{ Variables.Flag | base64 }}", Base64("True")),
        ("{{ Variables.Number | base64 }}", Base64("1.50")),
        ("{{ Variables.Word | base64 }}", Base64("整改")),
        ("{{ Variables.List | base64 }}", Base64("[1,\"two\"]")),
        ("{{ Variables.Nothing | base64 }}|", "|"),
        ("{{ ExpressionExecutionContext.Variables.Word }}", "整改"),
        ("{{ ExpressionExecutionContext.WorkflowDefinitionVersion }}", "1"),
        ("{{ ExpressionExecutionContext.Unknown }}|", "|"),
        ("{{ Variables.Object | keys | join: ',' }}", "a,b"),
        ("{{ Variables.Object.b[1] | plus: 1 }}", "3"),
        ("{% for n in Variables.List %}<{{ n }}>{% endfor %}", "<1><two>"),
        ("{{ Variables.Object | json }}", """{"a":true,"b":[1,2]}"""),
        ("{{ Variables.Span }}", "1970-01-01 00:00:30Z"),
        ("{{ Variables.word }}|", "|"),
    ];

    [Fact]
    public async Task Each_prints_what_Elsa_prints()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        await runtime.PublishAsync(Workflow("w", Sequence([.. Templates.Select((t, n) => Activity($"line{n}", "WriteLine", ("text", Input("String", "Liquid", t.Template))))]),
            Variable("Flag", "Boolean", "true"), Variable("Number", "Decimal", "1.50"), Variable("Word", "String", "整改"), Variable("Nothing", "String"),
            Variable("Span", "TimeSpan", "00:00:30"), Variable("List", "JSON", """[1,"two"]"""), Variable("Object", "JSON", """{"a":true,"b":[1,2]}""")));

        var printed = await runtime.LinesAsync(await runtime.StartAsync("w"));

        Assert.Equal(Templates.Select(t => $"{t.Template} -> {t.Printed}"), Templates.Zip(printed, (t, line) => $"{t.Template} -> {line}"));
    }

    [Fact]
    public async Task One_that_does_not_parse_prints_why_on_lines_of_its_own()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        await runtime.PublishAsync(Workflow("w", Sequence(Activity("line", "WriteLine", ("text", Input("String", "Liquid", "{% if %} x"))))));

        var line = Assert.Single(await runtime.LinesAsync(await runtime.StartAsync("w")));

        Assert.StartsWith("\nInvalid 'if' tag", line, StringComparison.Ordinal);
        Assert.EndsWith("\n", line, StringComparison.Ordinal);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
