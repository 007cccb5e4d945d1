namespace Workflows.LifeCycle;

/// <summary>The built-in definitions, as Elsa 3 JSON: embedded files of <c>Definitions/</c>.</summary>
public static class BuiltInDefinitionFiles
{
    /// <summary>Every built-in definition's JSON.</summary>
    public static IEnumerable<string> All()
    {
        var assembly = typeof(BuiltInDefinitionFiles).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.Contains(".Definitions.", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }
}
