using Host.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Host.Pages.Settings;

/// <summary>The doors to everything the office can set.</summary>
[Authorize(Policies.Office)]
public sealed class IndexModel : PageModel
{
    /// <summary>The pages under <c>/settings</c>, by the last part of their address; name and meaning stand in <c>Words</c> as <c>Settings_…</c>.</summary>
    public static IReadOnlyList<string> Doors { get; } = ["people", "ladder", "lights", "calendar", "rhythm", "sign-off", "mail", "jobs"];
}
