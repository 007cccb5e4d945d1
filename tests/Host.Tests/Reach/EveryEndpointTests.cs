using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Testing;

namespace Host.Tests.Reach;

/// <summary>Every address and every act of the house, called directly by everybody.</summary>
[Collection(nameof(Hangfire))] // its log is the process's: one at a time
public sealed class EveryEndpointTests(RunningHost host) : IClassFixture<RunningHost>, IDisposable
{
    private readonly Scratch _scratch = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_address_lets_in_whom_the_table_names_and_nobody_else()
    {
        var addresses = await AddressesAsync();
        List<string> wrong = [.. addresses.Where(a => WhoMay.Of(a.Text) is null).Select(a => $"{a.Text} stands in no row")];
        wrong.AddRange(WhoMay.Idle([.. addresses.Select(a => a.Text)]).Select(row => $"{row} is nobody's address any more"));
        foreach (var account in WhoMay.Accounts)
        {
            using var person = await SignInAsync(account);
            foreach (var address in addresses)
            {
                var may = WhoMay.Of(address.Text)?.Contains(account) ?? false;
                foreach (var (method, to) in address.Methods.SelectMany(method => Calls(method, address)))
                {
                    // What may be done is done by the tests of the acts; here it is only looked at.
                    if (may && method is not "GET")
                    {
                        continue;
                    }

                    using var answer = await person.SendAsync(Request(method, to), Token);
                    if (IsTurnedAway(answer, address) == may)
                    {
                        wrong.Add($"{account}: {method} {to} was answered with {(int)answer.StatusCode} {answer.Headers.Location}");
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.InRange(addresses.Count, 150, 1000);
    }

    [Fact]
    public async Task No_act_on_what_is_another_units_is_done_whoever_sends_it()
    {
        var foreign = await Foreign.FindAsync(host.Database.DataSource, Token);
        var acts = (await AddressesAsync()).Where(a => a.Handlers.Count > 0)
            .SelectMany(a => foreign.Where(f => a.Text.StartsWith(f.Begins, StringComparison.OrdinalIgnoreCase)).Take(1)
                .SelectMany(f => a.Handlers.Select(handler => $"{a.With(f.Places)}?handler={handler}&ordinal=1&task=verify-sign-off")))
            .ToList();
        List<string> wrong = [];
        foreach (var account in (string[])["liaison", "head", "leader", "group"])
        {
            using var person = await SignInAsync(account);
            var page = await person.PageAsync("/issues", Token);
            using var form = new FormUrlEncodedContent(Foreign.Fields(page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!));
            var fields = await form.ReadAsByteArrayAsync(Token);
            foreach (var act in acts)
            {
                using var sent = new ByteArrayContent(fields) { Headers = { ContentType = form.Headers.ContentType } };
                using var answer = await person.PostAsync(act, sent, Token);
                var text = await answer.Content.ReadAsStringAsync(Token);
                if (text.Length == 0 || text.Contains("note-done", StringComparison.Ordinal) || answer.StatusCode >= HttpStatusCode.InternalServerError)
                {
                    wrong.Add($"{account}: {act} was answered with {(int)answer.StatusCode} {answer.Headers.Location}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.InRange(acts.Count, 50, 200);
        Assert.Empty(await WroteAsync());
    }

    public void Dispose() => _scratch.Dispose();

    private Task<IReadOnlyList<Address>> AddressesAsync() => Addresses.AllAsync(host.Database.ConnectionString, _scratch.Folder);

    private async Task<Visitor> SignInAsync(string account)
    {
        if (account is not ("stranger" or "key"))
        {
            return await host.SignInAsync(account, Token);
        }

        var visitor = host.NewVisitor();
        if (account == "key")
        {
            visitor.Headers.Authorization = new AuthenticationHeaderValue("ApiKey", RunningHost.Key);
        }

        return visitor;
    }

    /// <summary>Accounts the history knows of; at the beginning it knows only the house itself.</summary>
    private async Task<IReadOnlyList<string>> WroteAsync()
    {
        await using var command = host.Database.DataSource.CreateCommand(
            "select distinct a.user_name from ledger.history_entry h join identity.account a on a.id::text = h.actor_id");
        await using var reader = await command.ExecuteReaderAsync(Token);
        List<string> names = [];
        while (await reader.ReadAsync(Token))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static IEnumerable<(string Method, string To)> Calls(string method, Address address)
    {
        var to = address.With(new Dictionary<string, string>());
        return method == "POST" && address.Handlers.Count > 0
            ? address.Handlers.Select(handler => (method, $"{to}?handler={handler}"))
            : [(method, to)];
    }

    private static HttpRequestMessage Request(string method, string to) => new(new HttpMethod(method), to)
    {
        Content = method is "GET" or "HEAD" ? null : new StringContent("{}", Encoding.UTF8, "application/json"),
    };

    private static bool IsTurnedAway(HttpResponseMessage answer, Address address) => answer.StatusCode switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => true,
        HttpStatusCode.Redirect => answer.Headers.Location!.OriginalString is var to
            && (to.Contains("/error/403", StringComparison.Ordinal)
                || (to.Contains("/Account/SignIn", StringComparison.Ordinal) && !address.Text.StartsWith("Account/SignOut", StringComparison.OrdinalIgnoreCase))),
        _ => false,
    };
}
