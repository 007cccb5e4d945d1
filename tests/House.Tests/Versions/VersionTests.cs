using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Testing;

namespace House.Tests.Versions;

/// <summary>One version of everything, exact, in one place; and what the papers say of it is true.</summary>
public sealed partial class VersionTests
{
    private static readonly string[] Papers = ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"];

    public static TheoryData<string> EveryPaper => [.. Papers];

    public static TheoryData<string> EveryNpmFolder => ["src/Host", "tests/Testing"];

    [Fact]
    public void NuGet_packages_have_one_exact_version_in_one_place()
    {
        Assert.DoesNotContain(NuGet(), package => !Exact().IsMatch(package.Value));
        Assert.Empty(
            from project in HouseFiles.Under("", "*.csproj")
            from reference in XDocument.Load(project).Descendants("PackageReference")
            where reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null
            select $"{HouseFiles.Name(project)}: {reference}");
    }

    [Theory]
    [MemberData(nameof(EveryNpmFolder))]
    public void Npm_packages_have_exact_versions(string folder)
    {
        var package = Json(folder, "package.json");
        var wanted = new[] { "dependencies", "devDependencies", "optionalDependencies" }
            .SelectMany(kind => package[kind]?.AsObject().ToArray() ?? [])
            .ToList();

        Assert.NotEmpty(wanted);
        Assert.DoesNotContain(wanted, dependency => !Exact().IsMatch((string)dependency.Value!));
    }

    [Theory]
    [MemberData(nameof(EveryNpmFolder))]
    public void Npm_lock_files_hold_hashes_and_name_no_registry(string folder)
    {
        var packages = Json(folder, "package-lock.json")["packages"]!.AsObject().Where(package => package.Key.Length > 0).ToList();

        Assert.NotEmpty(packages);
        Assert.DoesNotContain(packages, package => package.Value!["resolved"] is not null);
        Assert.DoesNotContain(packages, package => package.Value!["integrity"] is null);
    }

    [Theory]
    [MemberData(nameof(EveryPaper))]
    public void A_paper_names_the_versions_the_build_uses(string paper)
    {
        var text = File.ReadAllText(SourceTree.File(paper));
        var sdk = ((string)Json("", "global.json")["sdk"]!["version"]!).Split('.')[0];
        var node = Regex.Match((string)Json("src/Host", "package.json")["engines"]!["node"]!, @"\d+").Value;

        Assert.All(DotNet().Matches(text), match => Assert.Equal(sdk, match.Groups[1].Value));
        Assert.All(Node().Matches(text), match => Assert.Equal(node, match.Groups[1].Value));
        foreach (var (name, version) in NuGet())
        {
            var said = Regex.Matches(text, $@"\b{Regex.Escape(name)} v?(\d+(?:\.\d+)*)");
            Assert.All(said, match => Assert.StartsWith(match.Groups[1].Value, version, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_test_run_uses_the_command_of_the_README()
    {
        const string command = "dotnet test Workflows.sln";
        Assert.Contains($"```\n{command}\n```", File.ReadAllText(SourceTree.File("README.md")), StringComparison.Ordinal);
        Assert.Contains($" {command} 2>&1", File.ReadAllText(SourceTree.File(".ci", "run")), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> NuGet() =>
        XDocument.Load(SourceTree.File("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value);

    private static JsonNode Json(string folder, string file) => JsonNode.Parse(File.ReadAllText(SourceTree.File(folder, file)))!;

    [GeneratedRegex(@"^\d+(\.\d+)+(-[0-9A-Za-z.-]+)?$")]
    private static partial Regex Exact();

    [GeneratedRegex(@"\.NET (\d+)")]
    private static partial Regex DotNet();

    [GeneratedRegex(@"Node(?:\.js)? (\d+)")]
    private static partial Regex Node();
}
