using Host.Accounts;
using Host.Studio;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Host.Pages.Studio;

/// <summary>
/// A page with nothing but one of the designer's elements, made to stand in an <c>iframe</c> of ours: the designer restyles
/// the whole page it lies in, and our style would restyle the designer. Opened by itself it leads to the page that holds it.
/// </summary>
[Authorize(Policies.Office)]
[StudioContentPolicy]
public sealed class FrameModel(StudioFiles files) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = string.Empty;

    [BindProperty(SupportsGet = true)]
    public string? Id { get; set; }

    /// <summary>The custom element.</summary>
    public string Element => (Kind, Id) switch
    {
        ("definitions", null) => "elsa-workflow-definition-list",
        ("definitions", _) => "elsa-workflow-definition-editor",
        (_, null) => "elsa-workflow-instance-list",
        _ => "elsa-workflow-instance-viewer",
    };

    /// <summary>The attribute by which the element is told what to show.</summary>
    public string? Attribute => Id is null ? null : Kind == "definitions" ? "definition-id" : "instance-id";

    /// <summary>One of the package's files under an address that may be kept for good.</summary>
    public string File(string path) => $"{path}?v={files.Version}";
}
