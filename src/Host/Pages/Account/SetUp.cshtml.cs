using Host.Accounts;
using Host.Accounts.SettingUp;
using Ledger.History;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Host.Pages.Account;

/// <summary>The page behind the printed one-time link: the office's first account is made and signed in.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SetUpModel(SetUpLinks links, SignInManager<Accounts.Account> signIn, IStringLocalizer<AccountWords> words) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty]
    public string? DisplayName { get; set; }

    [BindProperty]
    public string? UserName { get; set; }

    public IReadOnlyList<string> Complaints { get; private set; } = [];

    /// <summary>The link was used, has expired or never was one.</summary>
    public bool Gone { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => Gone = !await links.WorksAsync(Token, cancellationToken);

    public async Task<IActionResult> OnPostAsync(string? password, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(DisplayName) || string.IsNullOrWhiteSpace(UserName) || string.IsNullOrEmpty(password))
        {
            Complaints = [words["Missing"]];
            return Page();
        }

        var account = new Accounts.Account { UserName = UserName.Trim(), DisplayName = DisplayName.Trim(), Role = Role.Office };
        var result = await links.TakeAsync(Token, account, password, cancellationToken);
        if (result is not { Succeeded: true })
        {
            Gone = result is null;
            Complaints = [.. result?.Errors.Select(e => e.Description) ?? []];
            return Page();
        }

        await signIn.SignInAsync(account, isPersistent: false);
        return LocalRedirect("/");
    }
}
