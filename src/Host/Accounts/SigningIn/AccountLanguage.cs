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
            await accounts.Users.Where(a => a.Id == account.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.Culture, chosen), http.RequestAborted);
        }
        else
        {
            http.Response.Remember(account.Culture);
        }
    }
}
