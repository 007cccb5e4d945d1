using System.Text.RegularExpressions;
using Testing;

namespace House.Tests.Containers;

public sealed partial class ContainerTests
{
    [Theory]
    [InlineData("docker-compose.yml")]
    [InlineData("src/Host/Dockerfile")]
    public void Every_image_has_a_version(string file)
    {
        var images = Image().Matches(File.ReadAllText(SourceTree.File(file))).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(images);
        Assert.DoesNotContain(images, image => !Versioned().IsMatch(image));
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("postgres:latest")]
    [InlineData("axllent/mailpit:edge")]
    public void An_image_without_a_version_is_noticed(string image) => Assert.DoesNotMatch(Versioned(), image);

    [Fact]
    public async Task The_compose_file_is_valid()
    {
        var token = TestContext.Current.CancellationToken;
        string[] check = ["-f", SourceTree.File("docker-compose.yml"), "config", "-q"];
        var plugin = File.Exists("/usr/bin/docker") || File.Exists("/usr/local/bin/docker")
            ? await Tool.RunAsync("docker", ["compose", "version"], token)
            : new ToolResult(1, "");
        if (plugin.ExitCode != 0 && !File.Exists("/usr/bin/docker-compose"))
        {
            await AptPackages.InstallAsync(["docker-compose"]);
        }

        var result = plugin.ExitCode == 0
            ? await Tool.RunAsync("docker", ["compose", .. check], token)
            : await Tool.RunAsync("/usr/bin/docker-compose", check, token);
        Assert.True(result.ExitCode == 0, result.Output);
    }

    // An image of compose, or the base of a build stage that is not an earlier stage of the same file.
    [GeneratedRegex(@"^\s*(?:image:|FROM)\s+(\S*[/:]\S*|\S+$)", RegexOptions.Multiline)]
    private static partial Regex Image();

    [GeneratedRegex(@":v?\d+\.\d+[\w.-]*$")]
    private static partial Regex Versioned();
}
