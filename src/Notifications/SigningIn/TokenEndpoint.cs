using System.Globalization;
using System.Net;
using System.Text.Json;
using Notifications.Transport;

namespace Notifications.SigningIn;

/// <summary>One question to a token endpoint (RFC 6749, the client's secret in the form).</summary>
internal sealed class TokenEndpoint(OAuthOptions options) : IDisposable
{
    private static readonly TimeSpan UnlessSaid = TimeSpan.FromMinutes(5);

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, // secrets go where the setting says, nowhere else
        SslOptions = { RemoteCertificateValidationCallback = ServerTrust.Judge(checkCertificate: true, options.TrustedRootFile) },
    })
    {
        Timeout = TimeSpan.FromSeconds(30),
        MaxResponseContentBufferSize = 65_536,
    };

    /// <exception cref="AccessTokenException">No token was to be had.</exception>
    public async Task<GrantedToken> AskAsync(string? refreshToken, CancellationToken cancellationToken)
    {
        try
        {
            using var form = new FormUrlEncodedContent(Form(refreshToken));
            using var answer = await _client.PostAsync(options.TokenEndpoint, form, cancellationToken);
            return Read(answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (HttpRequestException unreachable)
        {
            throw new AccessTokenException($"The token endpoint cannot be reached: {unreachable.Message}", isRefused: false, unreachable);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AccessTokenException($"The token endpoint did not answer within {_client.Timeout.TotalSeconds:0} s.", isRefused: false, late);
        }
    }

    public void Dispose() => _client.Dispose();

    private IEnumerable<KeyValuePair<string, string>> Form(string? refreshToken)
    {
        yield return new("grant_type", refreshToken is null ? "client_credentials" : "refresh_token");
        yield return new("client_id", options.ClientId);
        if (!string.IsNullOrEmpty(options.ClientSecret))
            yield return new("client_secret", options.ClientSecret);
        if (refreshToken is not null)
            yield return new("refresh_token", refreshToken);
        if (!string.IsNullOrEmpty(options.Scope))
            yield return new("scope", options.Scope);
    }

    private static GrantedToken Read(HttpStatusCode status, string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (status == HttpStatusCode.OK && Text(json, "access_token") is { Length: > 0 } token)
                return new GrantedToken(token, Life(json), Text(json, "refresh_token") is { Length: > 0 } next ? next : null);
            if (Text(json, "error") is { } error)
                throw Refused($"{error} {Text(json, "error_description")}".TrimEnd());
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // told below, with the status
        }
        throw Refused("");

        AccessTokenException Refused(string why) => new(
            string.Create(CultureInfo.InvariantCulture, $"The token endpoint answered {(int)status} {why}").TrimEnd(),
            isRefused: (int)status is >= 400 and < 500 and not 429);
    }

    private static string? Text(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // A number by the standard; some write it as text.
    private static TimeSpan Life(JsonDocument json) =>
        json.RootElement.TryGetProperty("expires_in", out var value)
        && double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1e9
            ? TimeSpan.FromSeconds(seconds)
            : UnlessSaid;
}

/// <param name="Life">How long the access token is good for.</param>
/// <param name="RefreshToken">The next refresh token, where the server gives one.</param>
internal sealed record GrantedToken(string AccessToken, TimeSpan Life, string? RefreshToken);
