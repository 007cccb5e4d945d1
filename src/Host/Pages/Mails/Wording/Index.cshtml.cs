using Ledger.History;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Notifications.Templates;

namespace Host.Pages.Mails.Wording;

/// <summary>Every mail this product can send, and which of them the office has put into words of its own.</summary>
[Authorize(Roles = nameof(Role.Office))]
public sealed class IndexModel(TemplateOverrides overrides) : PageModel
{
    public IReadOnlySet<string> Changed { get; private set; } = new HashSet<string>();

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Changed = (await overrides.SavedAsync(null, cancellationToken)).Select(one => one.Kind).ToHashSet(StringComparer.Ordinal);
}
