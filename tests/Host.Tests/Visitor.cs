using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Host.Tests;

/// <summary>Somebody with a cookie jar who reads pages and sends the forms he finds on them, as a browser would.</summary>
public sealed class Visitor(Uri address) : IDisposable
{
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
    {
        BaseAddress = address,
    };

    /// <summary>Headers he sends with every request.</summary>
    public System.Net.Http.Headers.HttpRequestHeaders Headers => _client.DefaultRequestHeaders;

    public void Dispose() => _client.Dispose();

    public Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellationToken) =>
        _client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);

    public async Task<JsonElement> ReadAsync(string path, CancellationToken cancellationToken) =>
        await _client.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative), cancellationToken);

    /// <summary>Reads the page at <paramref name="path"/>, fills its form that posts to <paramref name="action"/> (or to the page itself), and sends it.</summary>
    public async Task<HttpResponseMessage> SendFormAsync(
        string path, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken, string? action = null)
    {
        var page = await PageAsync(path, cancellationToken);
        var form = page.Forms.First(f => action is null
            ? fields.Keys.All(name => f.Elements.Any(e => e.GetAttribute("name") == name))
            : f.GetAttribute("action") == action);
        var values = form.Elements.OfType<IHtmlInputElement>().Where(i => i.Name is { Length: > 0 })
            .Where(i => i.Type is not ("radio" or "checkbox") || i.IsChecked)
            .ToDictionary(i => i.Name!, i => i.Value, StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            values[name] = value;
        }

        using var content = new FormUrlEncodedContent(values);
        var target = form.GetAttribute("action") is { Length: > 0 } named ? named : path;
        return await _client.PostAsync(new Uri(target, UriKind.Relative), content, cancellationToken);
    }

    public async Task<IHtmlDocument> PageAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await GetAsync(path, cancellationToken);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), cancellationToken);
    }

    public async Task SignInAsync(string userName, string password, CancellationToken cancellationToken)
    {
        using var answer = await TrySignInAsync(userName, password, cancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    public Task<HttpResponseMessage> TrySignInAsync(string userName, string password, CancellationToken cancellationToken) =>
        SendFormAsync("/Account/SignIn", new Dictionary<string, string> { ["userName"] = userName, ["password"] = password }, cancellationToken);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _client.SendAsync(request, cancellationToken);

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent content, CancellationToken cancellationToken) =>
        _client.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
}
