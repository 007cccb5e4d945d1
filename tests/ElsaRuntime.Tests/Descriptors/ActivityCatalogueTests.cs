using System.Globalization;
using System.Text.Json.Nodes;
using ElsaRuntime.Activities;
using ElsaRuntime.Descriptors;
using ElsaRuntime.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace ElsaRuntime.Tests.Descriptors;

/// <summary>What the designer is offered.</summary>
public sealed class ActivityCatalogueTests
{
    [Fact]
    public async Task The_designer_is_offered_just_what_the_engine_runs()
    {
        await using var server = await ElsaServer.StartAsync();
        var runs = server.Services.GetRequiredService<ActivityRegistry>().Types.Order(StringComparer.Ordinal);
        Assert.Equal(runs, ActivityCatalogue.Types.Where(ActivityCatalogue.Executes).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_activity_input_and_output_has_a_name_in_both_languages()
    {
        var chinese = Items("zh-CN");
        var english = Items("en");
        Assert.Equal(chinese.Count, english.Count);
        foreach (var (zh, en) in chinese.Zip(english))
        {
            Assert.Equal(zh!["typeName"]!.GetValue<string>(), en!["typeName"]!.GetValue<string>());
            Assert.All(Named(zh).Concat(Named(en)), named => Assert.False(string.IsNullOrWhiteSpace((string?)named["displayName"]), named.ToJsonString()));
            Assert.False(string.IsNullOrWhiteSpace((string?)zh["description"]));
            Assert.NotEqual((string?)zh["description"], (string?)en["description"]);
        }
    }

    [Fact]
    public void Names_ports_and_inputs_are_Elsas_own()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Api", "recordings", "descriptors-activities.json");
        var recorded = JsonNode.Parse(File.ReadAllText(file))!["response"]!["body"]!["items"]!.AsArray().ToDictionary(i => (string)i!["typeName"]!, i => i!);
        foreach (var ours in Items("en"))
        {
            var elsas = recorded[(string)ours!["typeName"]!];
            Assert.Equal((string)elsas["displayName"]!, (string)ours["displayName"]!);
            Assert.Equal(Ports(elsas), Ports(ours));
            Assert.Subset(Names(elsas, "inputs"), Names(ours, "inputs"));
            Assert.Equal(Names(elsas, "outputs"), Names(ours, "outputs"));
            Assert.Equal((bool)elsas["isBrowsable"]!, (bool)ours["isBrowsable"]!);
            Assert.Equal((bool)elsas["isTerminal"]!, (bool)ours["isTerminal"]!);
        }
    }

    [Fact]
    public async Task A_browser_that_has_the_descriptors_is_not_sent_them_again()
    {
        await using var server = await ElsaServer.StartAsync();
        using var first = await server.Client.GetAsync("descriptors/activities?Refresh=True", TestContext.Current.CancellationToken);
        using var again = new HttpRequestMessage(HttpMethod.Get, "descriptors/activities?Refresh=True");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await server.Client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.NotModified, second.StatusCode);
    }

    private static JsonArray Items(string culture)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return JsonNode.Parse(ActivityCatalogue.All.Json.Span)!["items"]!.AsArray();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static IEnumerable<JsonNode> Named(JsonNode activity) =>
        new[] { activity }.Concat(activity["inputs"]!.AsArray().Concat(activity["outputs"]!.AsArray()).Concat(activity["ports"]!.AsArray()).Select(n => n!));

    private static HashSet<string> Names(JsonNode activity, string list) => activity[list]!.AsArray().Select(i => (string)i!["name"]!).ToHashSet();

    private static string[] Ports(JsonNode activity) => [.. activity["ports"]!.AsArray().Select(p => $"{p!["name"]} {p["type"]}")];
}
