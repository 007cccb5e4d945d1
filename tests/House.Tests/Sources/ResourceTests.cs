using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace House.Tests.Sources;

/// <summary>A text that people read exists in Chinese (X.resx) and in English (X.en.resx).</summary>
public sealed partial class ResourceTests
{
    public static TheoryData<string> EveryChineseResource =>
        [.. HouseFiles.Under("src", "*.resx").Where(file => !IsEnglish(file)).Select(HouseFiles.Name)];

    [Theory]
    [MemberData(nameof(EveryChineseResource))]
    public void Both_languages_have_the_same_texts_with_the_same_places_to_fill(string resource)
    {
        var chinese = Texts(resource);
        var english = Texts(Path.ChangeExtension(resource, ".en.resx"));

        Assert.Equal(chinese.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(chinese, text => !Places(text.Value).SetEquals(Places(english[text.Key])));
        Assert.DoesNotContain(chinese.Concat(english), text => string.IsNullOrWhiteSpace(text.Value));
    }

    [Fact]
    public void Every_English_resource_has_a_Chinese_one() =>
        Assert.DoesNotContain(
            HouseFiles.Under("src", "*.resx").Where(IsEnglish),
            file => !File.Exists(file.Replace(".en.resx", ".resx", StringComparison.Ordinal)));

    private static bool IsEnglish(string file) => file.EndsWith(".en.resx", StringComparison.Ordinal);

    private static Dictionary<string, string> Texts(string resource) =>
        XDocument.Load(global::Testing.SourceTree.File(resource)).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"\{(\w+)")]
    private static partial Regex Place();
}
