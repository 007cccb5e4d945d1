using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Testing;

namespace House.Tests.Boundaries;

public sealed class BoundaryTests
{
    public static TheoryData<string> EveryRoom => [.. Rooms.All];

    [Theory]
    [MemberData(nameof(EveryRoom))]
    public void A_rooms_project_references_only_the_rooms_below_it(string room) =>
        Assert.Empty(Rooms.Forbidden(room, ProjectReferences(room)));

    [Theory]
    [MemberData(nameof(EveryRoom))]
    public void A_rooms_compiled_code_uses_only_the_rooms_below_it(string room) =>
        Assert.Empty(Rooms.Forbidden(room, AssemblyReferences(room)));

    [Theory]
    [InlineData("Ledger", "Notifications")]
    [InlineData("Ledger", "Workflows")]
    [InlineData("ElsaRuntime", "Ledger")]
    [InlineData("Notifications", "ElsaRuntime")]
    [InlineData("Workflows", "Host")]
    public void A_reference_the_other_way_is_noticed(string room, string reference) =>
        Assert.Equal([reference], Rooms.Forbidden(room, [reference, "System.Runtime"]));

    [Fact]
    public void References_are_really_read()
    {
        Assert.Contains("Ledger", ProjectReferences("Workflows"));
        Assert.Contains("Npgsql", AssemblyReferences("Notifications"));
    }

    [Fact]
    public void Every_project_under_src_is_a_known_room() =>
        Assert.Equal(
            Rooms.All.Order(StringComparer.Ordinal),
            HouseFiles.Under("src", "*.csproj").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!);

    private static List<string> ProjectReferences(string room) =>
        [.. XDocument.Load(SourceTree.File("src", room, $"{room}.csproj"))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))];

    private static List<string> AssemblyReferences(string room)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{room}.dll"));
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
