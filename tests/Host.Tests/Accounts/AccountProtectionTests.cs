using System.Net;
using Npgsql;

namespace Host.Tests.Accounts;

/// <summary>Each test spoils another demo account.</summary>
public sealed class AccountProtectionTests(RunningHost host) : IClassFixture<RunningHost>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Five_wrong_tries_lock_the_account_for_the_right_password_too()
    {
        using var visitor = host.NewVisitor();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await visitor.TrySignInAsync("leader", "a wrong password", Token);
        }

        using var answer = await visitor.TrySignInAsync("leader", RunningHost.DemoPasswords["leader"], Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_changed_password_counts_at_once()
    {
        using var visitor = await host.SignInAsync("liaison", Token);
        using var short_ = await ChangeAsync(visitor, "short");
        Assert.Contains("密码至少要有10个字符", await short_.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        using var changed = await ChangeAsync(visitor, "correct horse battery");
        Assert.Contains("密码已修改", await changed.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);

        using var again = host.NewVisitor();
        Assert.Equal(HttpStatusCode.OK, (await again.TrySignInAsync("liaison", RunningHost.DemoPasswords["liaison"], Token)).StatusCode);
        await again.SignInAsync("liaison", "correct horse battery", Token);
    }

    [Fact]
    public async Task An_account_that_is_gone_is_signed_out_by_its_next_request()
    {
        using var visitor = await host.SignInAsync("group", Token);
        await using var command = host.Database.DataSource.CreateCommand("delete from identity.account where user_name = 'group'");
        await command.ExecuteNonQueryAsync(Token);

        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.GetAsync("/api/issues", Token)).StatusCode);
    }

    [Theory]
    [InlineData("update identity.account set closed_at = now() where role = 'Office'")]
    [InlineData("delete from identity.account where role = 'Office'")]
    [InlineData("insert into identity.account_link (token_hash, account_id, made_at, expires_at) select '\\x00', id, now(), now() from identity.account limit 1")]
    [InlineData("insert into identity.account (id, display_name, role, culture, user_name, normalized_user_name, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count) values (gen_random_uuid(), '某', 'King', 'zh-CN', 'x', 'X', false, false, false, true, 0)")]
    [InlineData("insert into identity.account (id, display_name, role, culture, user_name, normalized_user_name, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count, person_id) values (gen_random_uuid(), '某', 'Office', 'zh-CN', 'x', 'X', false, false, false, true, 0, gen_random_uuid())")]
    public async Task A_wrong_account_cannot_be_stored_even_by_hand(string sql)
    {
#pragma warning disable CA2100 // the texts above
        await using var command = host.Database.DataSource.CreateCommand(sql);
#pragma warning restore CA2100
        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Token));
        Assert.Contains(refused.SqlState, new[] { PostgresErrorCodes.CheckViolation, PostgresErrorCodes.ForeignKeyViolation });
    }

    private static Task<HttpResponseMessage> ChangeAsync(Visitor visitor, string password) => visitor.SendFormAsync(
        "/Account/Password",
        new Dictionary<string, string> { ["old"] = RunningHost.DemoPasswords["liaison"], ["new"] = password, ["again"] = password },
        Token);
}
