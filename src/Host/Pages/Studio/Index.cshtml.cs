using Host.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Host.Pages.Studio;

/// <summary>The workflow definitions, in the designer's own list.</summary>
[Authorize(Policies.Office)]
public sealed class IndexModel : PageModel;
