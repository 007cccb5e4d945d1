using System.Security.Claims;
using Host.Accounts.Storage;
using Host.Composition;
using Microsoft.AspNetCore.Localization;
using Microsoft.EntityFrameworkCore;

namespace Host.Accounts.SigningIn;

/// <summary>The language somebody reads, remembered in his browser and with his account.</summary>
public sealed class AccountLanguage(AccountsDb accounts)
{
    /// <summary>On signing in: what this browser was last switched to wins, else the browser learns the account's language.</summary>
    public async Task SettleAsync(Account account, HttpContext http)
    {
        if (http.Request.Cookies.ContainsKey(CookieRequestCultureProvider.DefaultCookieName)
            && http.Features.Get<IRequestCultureFeature>()?.RequestCulture.UICulture.Name is { } chosen
            && Languages.Knows(chosen))
        {
            await KeepAsync(account.Id, chosen, http.RequestAborted);
        }
        else
        {
            http.Response.Remember(account.Culture);
        }
    }

    /// <summary>On switching: this browser and, if somebody is signed in, his other ones when he next signs in there.</summary>
    public async Task ChooseAsync(string culture, HttpContext http)
    {
        http.Response.Remember(culture);
        if (Guid.TryParse(http.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
        {
            await KeepAsync(id, culture, http.RequestAborted);
        }
    }

    private async Task KeepAsync(Guid id, string culture, CancellationToken cancellationToken) =>
        await accounts.Users.Where(a => a.Id == id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Culture, culture), cancellationToken);
}
