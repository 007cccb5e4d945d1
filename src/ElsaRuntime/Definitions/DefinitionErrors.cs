namespace ElsaRuntime.Definitions;

/// <summary>What a submitted definition is refused for: resource keys by the path at which they were met.</summary>
internal sealed class DefinitionErrors
{
    private readonly Dictionary<string, List<string>> byPath = new(StringComparer.Ordinal);

    public bool IsEmpty => byPath.Count == 0;

    public IReadOnlyDictionary<string, List<string>> ByPath => byPath;

    public void Add(string path, string code)
    {
        if (!byPath.TryGetValue(path, out var codes))
        {
            byPath[path] = codes = [];
        }

        codes.Add(code);
    }
}
