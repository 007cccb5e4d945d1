using System.Diagnostics;
using static ElsaRuntime.Tests.Models;

namespace ElsaRuntime.Tests.Expressions;

/// <summary>Hostile scripts fault their activity, soon, and harm nothing else.</summary>
public sealed class ScriptLimitTests
{
    [Theory]
    [InlineData("while (true) {}")]
    [InlineData("for (;;) { [].concat([1]); }")]
    [InlineData("let s = 'x'; while (true) { s += s; }")]
    [InlineData("'x'.repeat(2 ** 30)")]
    [InlineData("'x'.padStart(2 ** 30)")]
    [InlineData("new Array(2 ** 30).fill(0)")]
    [InlineData("Array.from({ length: 2 ** 30 })")]
    [InlineData("new Uint8Array(2 ** 31 - 64)")]
    [InlineData("new ArrayBuffer(2 ** 31 - 64)")]
    [InlineData("(function f() { return f(); })()")]
    [InlineData("/^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')")]
    [InlineData("new Promise(() => {})")]
    [InlineData("const a = []; a.push(a); a")]
    [InlineData("let o = {}; for (let i = 0; i < 1000; i++) { o = { o }; } o")]
    [InlineData("System.IO.File.ReadAllText('/etc/passwd')")]
    [InlineData("importNamespace('System')")]
    [InlineData("getWorkflowInstanceId.GetType()")]
    [InlineData("throw new Error('no')")]
    [InlineData("setCorrelationId(Array.from({ length: 6000 }, (_, i) => String.fromCharCode(0x4e00 + i)).join(''))")]
    [InlineData("this is no script")]
    [InlineData("[...'x'.repeat(100000)].map(x => 'y'.repeat(100000)).join('')")]
    [InlineData("JSON.stringify('[' .repeat(1e7))")]
    [InlineData("JSON.stringify(Array(1e4).fill('x'.repeat(1e5)))")]
    [InlineData("'a'.repeat(1e6).replace(/a/g, 'b'.repeat(1000))")]
    [InlineData("Array(1e4).fill('x'.repeat(1e5)).join('')")]
    [InlineData("'x'['rep' + 'eat'](2 ** 30)")]
    [InlineData("const { ['rep' + 'eat']: r } = 'x'; r.call('x', 2 ** 30)")]
    [InlineData("bytesFromString('x').buffer.transfer(2 ** 30)")]
    [InlineData("bytesFromString('x').constructor.from({ length: 2 ** 30 })")]
    [InlineData("'x'.repeat(3e6)")]
    [InlineData("let o = { valueOf() { return +o; } }; +o")]
    [InlineData("let p = new Proxy({}, { get(t, k, r) { return r[k]; } }); p.x")]
    [InlineData("let b = 2n; for (;;) b = b * b")]
    [InlineData("let o = {}; for (let i = 0; i < 30; i++) o = { a: o, b: o }; o")]
    [InlineData("'x'.repeat(9e5).match(/x/g).length")]
    [InlineData("eval('1')")]
    public async Task A_script_that_goes_too_far_faults_its_activity_and_nothing_else(string script)
    {
        await using var runtime = await RuntimeHarness.CreateAsync(options => options.ScriptTimeout = TimeSpan.FromSeconds(1));
        await runtime.PublishAsync(Workflow("bad", Sequence(Activity("x", "SetVariable",
            ("variable", Variable("V")), ("value", Script("Object", script)))), Variable("V")));
        await runtime.PublishAsync(Workflow("good", Sequence(Line("l", "`${[1, 2].length} ${'a'.toUpperCase()}`"))));
        var watch = Stopwatch.StartNew();
        var id = await runtime.StartAsync("bad");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed}.");
        Assert.Equal("Faulted", (await runtime.FindAsync(id)).SubStatus);
        Assert.Equal("x", Assert.Single((await runtime.FindAsync(id)).Incidents).ActivityId);
        Assert.Equal(["2 A"], await runtime.LinesAsync(await runtime.StartAsync("good")));
    }

    [Fact]
    public async Task What_a_script_does_to_prototypes_and_globals_is_gone_for_the_next()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        await runtime.PublishAsync(Workflow("w", Sequence(
            Line("a", "Array.prototype.map = () => 'stolen'; Object.prototype.evil = 1; globalThis.left = 1; getInput = () => 'x'; String.prototype.trim = () => 'x'; 'done'"),
            Line("b", "`${[1].map(x => x + 1)} ${({}).evil} ${typeof left} ${' y '.trim()} ${getInput('none')}`"))));
        Assert.Equal(["done", "2 undefined undefined y null"], await runtime.LinesAsync(await runtime.StartAsync("w")));
    }

    [Fact]
    public async Task A_result_named_like_a_prototype_is_plain_data()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        await runtime.PublishAsync(Workflow("w", Sequence(
            Activity("x", "SetVariable", ("variable", Variable("V")), ("value", Script("Object", "JSON.parse('{\"__proto__\": {\"evil\": 1}, \"constructor\": 2}')"))),
            RunTask("T", "hold"),
            Line("l", "`${({}).evil} ${getV().evil} ${getV().constructor}`")), Variable("V")));
        var id = await runtime.StartAsync("w");
        var task = Assert.Single((await runtime.FindAsync(id)).Bookmarks).TaskId!;
        await runtime.ActAsync((engine, tx, ct) => engine.CompleteTaskAsync(tx, task, null, ct));
        Assert.Equal(["undefined undefined 2"], await runtime.LinesAsync(id));
    }

    [Theory]
    [InlineData("{% for i in (1..100000) %}{% for j in (1..100000) %}x{% endfor %}{% endfor %}", 1)]
    [InlineData("{% if true %}", 30_000)]
    [InlineData("{{ 'a' | upcase }}", 30_000)]
    [InlineData("{% for i in (1..1000000000) %}{% endfor %}", 1)]
    [InlineData("{% if true %}{% tablerow i in (1..1000000000) %}{% endtablerow %}{% endif %}", 1)]
    [InlineData("{% assign r = (1..100000000) %}", 1)]
    [InlineData("{{ (1..100000000) | join: 'x' }}", 1)]
    [InlineData("{% assign s = 'x' %}{% for i in (1..40) %}{% assign s = s | append: s %}{% endfor %}", 1)]
    [InlineData("{% assign s = 'x' %}{% for i in (1..40) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{% endfor %}", 1)]
    [InlineData("{% assign s = 'x,x' | split: ',' %}{% for i in (1..40) %}{% assign s = s | concat: s %}{% endfor %}", 1)]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..20) %}{% assign s = s | replace: 'x', s %}{% endfor %}", 1)]
    [InlineData("{% assign s = '0123456789' %}{% for i in (1..16) %}{% assign s = s | append: s %}{% endfor %}{% assign l = s | split: '' %}", 1)]
    [InlineData("{% assign s = '0123456789' %}{% for i in (1..16) %}{% assign s = s | append: s %}{% endfor %}{% ifchanged %}{% for i in (1..9000) %}{{ s }}{% endfor %}{% endifchanged %}", 1)]
    [InlineData("{% assign s = '0123456789' %}{% for i in (1..16) %}{% assign s = s | append: s %}{% endfor %}{% for i in (1..9000) %}{% assign t = s | upcase | downcase %}{% endfor %}", 1)]
    public async Task A_template_that_would_not_end_faults_soon(string template, int times)
    {
        await using var runtime = await RuntimeHarness.CreateAsync(options => options.ScriptTimeout = TimeSpan.FromSeconds(1));
        var text = Literal("String", "");
        text["expression"]!["type"] = "Liquid";
        text["expression"]!["value"] = string.Concat(Enumerable.Repeat(template, times));
        await runtime.PublishAsync(Workflow("w", Sequence(Activity("l", "WriteLine", ("text", text)))));
        var watch = Stopwatch.StartNew();
        Assert.Equal("Faulted", (await runtime.FindAsync(await runtime.StartAsync("w"))).SubStatus);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public async Task What_a_bounded_template_renders_is_what_it_says()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        var text = Literal("String", "");
        text["expression"]!["type"] = "Liquid";
        text["expression"]!["value"] = """
            {% capture c %}{% for i in (1..3) reversed %}{{ i }}{% endfor %}{% endcapture %}{{ c }} {{ (1..4) | join: '+' }} {% assign n = 2 %}{% for i in (n..3) %}{% ifchanged %}{{ n }}{% endifchanged %}{% endfor %} {{ 'a,b' | split: ',' | concat: (8..9) | join: '' | replace: 'a', 'xy' }} {% tablerow i in (1..2) cols:1 %}{{ i }}{% endtablerow %}
            """;
        await runtime.PublishAsync(Workflow("w", Sequence(Activity("l", "WriteLine", ("text", text)))));
        var line = Assert.Single(await runtime.LinesAsync(await runtime.StartAsync("w")));
        Assert.StartsWith("321 1+2+3+4 2 xyb89 <tr class=\"row1\">", line, StringComparison.Ordinal);
    }
}
