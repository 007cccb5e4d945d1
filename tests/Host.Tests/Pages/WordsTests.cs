using System.Text.RegularExpressions;
using System.Xml.Linq;
using Testing;

namespace Host.Tests.Pages;

public sealed partial class WordsTests
{
    [Fact]
    public void Every_word_stands_in_both_languages_with_the_same_places_to_fill()
    {
        var chinese = Read("Words.resx");
        var english = Read("Words.en.resx");

        Assert.Equal(chinese.Keys.Order(), english.Keys.Order());
        foreach (var (key, word) in chinese)
        {
            Assert.False(string.IsNullOrWhiteSpace(word) && key != "ListComma", key);
            Assert.Equal((key, Places(word)), (key, Places(english[key])));
        }
    }

    [Fact]
    public void Every_word_a_page_asks_for_is_there()
    {
        var known = Read("Words.resx").Keys.ToHashSet(StringComparer.Ordinal);
        var asked = Directory.EnumerateFiles(SourceTree.File("src", "Host"), "*.cs*", SearchOption.AllDirectories)
            .Where(file => Ours().IsMatch(file))
            .SelectMany(file => Asked().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value))
            .Distinct(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(asked);
        Assert.Equal([], asked.Except(known));
    }

    [Fact]
    public void Every_word_the_rosters_pages_ask_for_is_there()
    {
        var known = Read("RosterWords.resx").Keys.ToHashSet(StringComparer.Ordinal);
        var asked = Directory.EnumerateFiles(SourceTree.File("src", "Host"), "*.cs*", SearchOption.AllDirectories)
            .Where(file => Ours().IsMatch(file))
            .SelectMany(file => AskedOfTheRoster().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value))
            .Distinct(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(asked);
        Assert.Equal([], asked.Except(known));
    }

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(SourceTree.File("src", "Host", "Localization", file)).Root!.Elements("data")
            .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value, StringComparer.Ordinal);

    private static string Places(string word) =>
        string.Join(' ', Place().Matches(word).Select(m => m.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"(?:\bL|\bwords)\[""([A-Za-z0-9_-]+)""")]
    private static partial Regex Asked();

    [GeneratedRegex(@"(?:\bR|\broster|\bRoster)\[""([A-Za-z0-9_-]+)""")]
    private static partial Regex AskedOfTheRoster();

    /// <summary>The account pages have words of their own.</summary>
    [GeneratedRegex(@"[\\/]Host[\\/](Localization|Pages(?![\\/]Account))[\\/]")]
    private static partial Regex Ours();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
