using System.Text.RegularExpressions;
using Testing;

namespace House.Tests.Sources;

public sealed partial class SourceTests
{
    private static readonly string[] Root =
    [
        ".ci", ".dockerignore", ".editorconfig", ".gitattributes", ".gitignore", "CONTRIBUTING.md", "Directory.Build.props",
        "Directory.Build.targets", "Directory.Packages.props", "LICENSE", "README.md", "README.zh-CN.md", "Workflows.sln",
        "docker-compose.yml", "docs", "dotnet-tools.json", "global.json", "seeds", "src", "tests",
    ];

    // Made by git, builds, runs and editors; git ignores all but the first.
    private static readonly string[] Passing = [".git", ".idea", ".vs", "TestResults", "artifacts", "bin", "data", "obj"];

    [Fact]
    public void The_root_holds_nothing_but_what_belongs_there() =>
        Assert.Empty(Directory.EnumerateFileSystemEntries(SourceTree.Root).Select(Path.GetFileName).Except(Root).Except(Passing));

    [Fact]
    public void The_clock_is_injected_and_never_asked_of_the_machine() =>
        Assert.Empty(
            from file in HouseFiles.Under("src", "*.cs")
            from line in File.ReadLines(file).Select((text, index) => (text, number: index + 1))
            where MachineClock().IsMatch(line.text)
            select $"{HouseFiles.Name(file)}:{line.number} {line.text.Trim()}");

    [Theory]
    [InlineData("var now = DateTime.UtcNow;")]
    [InlineData("DateTimeOffset.Now")]
    [InlineData("DateTime.Today")]
    public void A_machine_clock_is_noticed(string code) => Assert.Matches(MachineClock(), code);

    // A migration's designer file repeats the whole model, two thousand lines each time; only the next migration's making reads the newest.
    [Fact]
    public void Only_the_newest_migration_keeps_a_copy_of_the_model() =>
        Assert.All(
            HouseFiles.Under("src", "*.Designer.cs").Where(file => HouseFiles.Name(file).Contains("/Migrations/", StringComparison.Ordinal))
                .GroupBy(Path.GetDirectoryName),
            folder => Assert.True(
                folder.Count() == 1,
                "Move both attributes of these to the migration itself and delete them: "
                + string.Join(", ", folder.SkipLast(1).Select(HouseFiles.Name))));

    [Fact]
    public async Task The_code_is_formatted()
    {
        var result = await Tool.RunAsync(
            "dotnet", ["format", SourceTree.File("Workflows.sln"), "--verify-no-changes"],
            TestContext.Current.CancellationToken);
        Assert.True(result.ExitCode == 0, $"Run `dotnet format`:\n{string.Join('\n', result.Output.Split('\n').Take(40))}");
    }

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b")]
    private static partial Regex MachineClock();
}
