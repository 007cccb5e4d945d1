using Host.Accounts.Demo;
using Host.Accounts.SigningIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Host.Pages.Account;

/// <summary>Signing in. A wrong name, a wrong password and a locked account read the same: a stranger learns nothing from them.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SignInModel(SignInManager<Accounts.Account> signIn, AccountLanguage language, DemoAccountsShown demo) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public bool Refused { get; private set; }

    public IReadOnlyList<DemoAccount> Demo => demo.Accounts;

    public IActionResult OnGet() => User.Identity is { IsAuthenticated: true } ? GoOn() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (UserName is { Length: > 0 } name && Password is { Length: > 0 } password
            && await signIn.UserManager.FindByNameAsync(name.Trim()) is { } account
            && (await signIn.PasswordSignInAsync(account, password, isPersistent: false, lockoutOnFailure: true)).Succeeded)
        {
            await language.SettleAsync(account, HttpContext);
            return GoOn();
        }

        Refused = true;
        return Page();
    }

    private LocalRedirectResult GoOn() => LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
}
