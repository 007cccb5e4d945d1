using System.Text.Json.Nodes;

namespace ElsaRuntime.Api;

/// <summary>The links by which the designer knows what it may do.</summary>
internal static class DefinitionLinks
{
    /// <summary>Links of the whole list.</summary>
    public static JsonArray OfList() =>
    [
        Link("/workflow-definitions", "self", "GET"),
        Link("/workflow-definitions/validation/is-name-unique", "is-name-unique", "GET"),
        Link("/workflow-definitions/query/count", "count", "GET"),
        Link("/workflow-definitions/many-by-id", "many-by-id", "GET"),
        Link("/bulk-actions/delete/workflow-definitions/by-definition-id", "bulk-delete-by-definition-id", "POST"),
        Link("/bulk-actions/delete/workflow-definitions/by-id", "bulk-delete-by-id", "POST"),
        Link("/bulk-actions/publish/workflow-definitions/by-definition-ids", "bulk-publish", "POST"),
        Link("/bulk-actions/retract/workflow-definitions/by-definition-ids", "bulk-retract", "POST"),
        Link("/workflow-definitions/import", "import", "POST"),
        Link("/workflow-definitions/import-files", "import-files", "POST"),
        Link("/workflow-definitions", "create", "POST"),
    ];

    /// <summary>Links of one definition; a read-only one cannot be changed, so the designer opens it for reading.</summary>
    public static JsonArray Of(string definitionId, bool isReadonly)
    {
        var definition = "/workflow-definitions/" + Uri.EscapeDataString(definitionId);
        JsonArray links =
        [
            Link(definition, "self", "GET"),
            Link("/workflow-definitions/by-definition-id/" + Uri.EscapeDataString(definitionId), "self", "GET"),
            Link(definition + "/versions", "versions", "GET"),
            Link(definition + "/bulk-dispatch", "bulk-dispatch", "POST"),
            Link(definition + "/dispatch", "dispatch", "POST"),
            Link(definition + "/execute", "execute", "POST"),
            Link(definition + "/export", "export", "POST"),
        ];
        if (!isReadonly)
        {
            links.Add(Link(definition + "/publish", "publish", "POST"));
            links.Add(Link(definition + "/retract", "retract", "POST"));
            links.Add(Link(definition, "delete", "DELETE"));
            links.Add(Link(definition + "/import", "import", "PUT"));
            links.Add(Link(definition + "/update-references", "update-references", "POST"));
        }

        return links;
    }

    private static JsonObject Link(string href, string rel, string method) =>
        new JsonObject { ["href"] = href, ["rel"] = rel, ["method"] = method };
}
