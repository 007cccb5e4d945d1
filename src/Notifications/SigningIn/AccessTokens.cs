using System.Collections.Concurrent;
using MailKit.Security;
using Npgsql;

namespace Notifications.SigningIn;

/// <summary>The access tokens of this host: each asked for when it is first needed, kept until shortly before it ends, shared by all workers.</summary>
public sealed class AccessTokens(NpgsqlDataSource database, TimeProvider clock)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<OAuthOptions, Seat> _seats = new();

    /// <summary>Signs in with a token. One the server does not take, because it was withdrawn before its time, is asked for anew, once.</summary>
    /// <exception cref="AuthenticationException">The server does not take a fresh one either.</exception>
    /// <exception cref="AccessTokenException">There is no token to be had.</exception>
    internal async Task SignInAsync(OAuthOptions options, Func<string, Task> signIn, CancellationToken cancellationToken)
    {
        var token = await OfAsync(options, cancellationToken);
        try
        {
            await signIn(token);
            return;
        }
        catch (AuthenticationException)
        {
            Forget(options, token);
        }
        await signIn(await OfAsync(options, cancellationToken));
    }

    private async Task<string> OfAsync(OAuthOptions options, CancellationToken cancellationToken)
    {
        var seat = _seats.GetOrAdd(options, _ => new Seat());
        await seat.Gate.WaitAsync(cancellationToken);
        try
        {
            // By the running clock, not by the time of day: that one may be set.
            if (seat.Token is { } token && clock.GetElapsedTime(seat.Since) < seat.Life)
                return token;
            var since = clock.GetTimestamp();
            var fresh = await RenewAsync(options, cancellationToken);
            (seat.Token, seat.Since, seat.Life) = (fresh.AccessToken, since, fresh.Life - TimeSpan.FromTicks(Math.Min(Margin.Ticks, fresh.Life.Ticks / 2)));
            return fresh.AccessToken;
        }
        finally
        {
            seat.Gate.Release();
        }
    }

    private void Forget(OAuthOptions options, string token)
    {
        var seat = _seats[options];
        if (seat.Token == token)
            seat.Token = null;
    }

    private async Task<GrantedToken> RenewAsync(OAuthOptions options, CancellationToken cancellationToken)
    {
        using var endpoint = new TokenEndpoint(options);
        if (string.IsNullOrEmpty(options.RefreshToken))
            return await endpoint.AskAsync(null, cancellationToken);
        var renewals = new RenewalRows(database, options.RefreshToken);
        var newest = await renewals.FindAsync(cancellationToken) ?? options.RefreshToken;
        try
        {
            return await WithAsync(newest);
        }
        catch (AccessTokenException refused) when (refused.IsRefused)
        {
            // Another host may have used it a moment ago, and been given the next one.
            if (await renewals.FindAsync(cancellationToken) is not { } next || next == newest)
                throw;
            return await WithAsync(next);
        }

        async Task<GrantedToken> WithAsync(string refreshToken)
        {
            var granted = await endpoint.AskAsync(refreshToken, cancellationToken);
            if (granted.RefreshToken is { } changed && changed != refreshToken)
                await renewals.KeepAsync(changed, clock.GetUtcNow(), CancellationToken.None);
            return granted;
        }
    }

    private sealed class Seat
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public string? Token { get; set; }

        public long Since { get; set; }

        public TimeSpan Life { get; set; }
    }
}
