using System.Globalization;
using System.Text.Json.Nodes;
using ElsaRuntime.Definitions;

namespace ElsaRuntime.Api;

/// <summary>Definitions as the designer reads them.</summary>
internal static class DefinitionModels
{
    // What Elsa writes first into every file of a definition.
    private const string Schema = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json";

    // Parts of a model that are objects or lists, in Elsa's order around the flags.
    private static readonly string[] Arguments = ["variables", "inputs", "outputs", "outcomes", "customProperties"];

    /// <summary>The whole definition with its links; activities that do not exist here are replaced by stand-ins.</summary>
    public static JsonObject Linked(DefinitionVersion version)
    {
        var json = new JsonObject { ["links"] = DefinitionLinks.Of(version.DefinitionId, version.IsReadonly) };
        Fill(json, version);
        json["root"] = NotFoundActivities.Replace(version.Model["root"]);
        return json;
    }

    /// <summary>The definition as a file that any Elsa server can import.</summary>
    public static JsonObject File(DefinitionVersion version)
    {
        var json = new JsonObject { ["$schema"] = Schema };
        Fill(json, version);
        json["root"] = version.Model["root"]?.DeepClone();
        return json;
    }

    public static JsonObject Summary(DefinitionSummary summary) => Summary(new JsonObject { ["links"] = DefinitionLinks.Of(summary.DefinitionId, summary.IsReadonly) }, summary);

    /// <summary>The answer to a save or a publish.</summary>
    public static JsonObject Saved(DefinitionOutcome.Done done, bool withProblems) => new()
    {
        ["workflowDefinition"] = Linked(done.Version),
        ["alreadyPublished"] = done.WasPublished,
        ["consumingWorkflowCount"] = 0,
        ["validationErrors"] = withProblems ? Texts(done.Version.Problems) : [],
    };

    public static JsonArray Texts(IEnumerable<DefinitionProblem> problems) =>
        new([.. problems.Select(p => JsonValue.Create(p.In(CultureInfo.CurrentUICulture)))]);

    public static DefinitionSummary SummaryOf(DefinitionVersion v) => new(
        v.Id, v.DefinitionId, v.Name, v.Description, v.Version, v.ToolVersion, v.IsLatest, v.IsPublished, v.IsReadonly, v.CreatedAt);

    private static JsonObject Summary(JsonObject json, DefinitionSummary summary)
    {
        json["isMaterializerAvailable"] = true;
        json["id"] = summary.Id;
        json["definitionId"] = summary.DefinitionId;
        AddIfAny(json, "name", summary.Name);
        AddIfAny(json, "description", summary.Description);
        json["version"] = summary.Version;
        AddIfAny(json, "toolVersion", summary.ToolVersion);
        json["isLatest"] = summary.IsLatest;
        json["isPublished"] = summary.IsPublished;
        json["materializerName"] = "Json";
        json["createdAt"] = summary.CreatedAt;
        json["isReadonly"] = summary.IsReadonly;
        return json;
    }

    private static void Fill(JsonObject json, DefinitionVersion version)
    {
        json["id"] = version.Id;
        json["definitionId"] = version.DefinitionId;
        AddIfAny(json, "name", version.Name);
        AddIfAny(json, "description", version.Description);
        json["createdAt"] = version.CreatedAt;
        json["version"] = version.Version;
        AddIfAny(json, "toolVersion", version.ToolVersion);
        foreach (var part in Arguments)
        {
            json[part] = version.Model[part]?.DeepClone();
        }

        json["isReadonly"] = version.IsReadonly;
        json["isSystem"] = version.IsSystem;
        json["isLatest"] = version.IsLatest;
        json["isPublished"] = version.IsPublished;
        json["options"] = version.Model["options"]?.DeepClone();
    }

    private static void AddIfAny(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
