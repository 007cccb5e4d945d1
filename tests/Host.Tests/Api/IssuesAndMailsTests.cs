using System.Net;
using System.Text.Json;

namespace Host.Tests.Api;

public sealed class IssuesAndMailsTests(RunningHost host) : IClassFixture<RunningHost>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_has_every_issue_of_the_seed_with_its_measures()
    {
        using var office = await host.SignInAsync("office", Token);
        var list = await office.ReadAsync("/api/issues?page=1&size=50", Token);

        var items = list.GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(37, list.GetProperty("total").GetInt32());
        Assert.Equal(Enumerable.Range(1, 37), items.Select(i => i.GetProperty("number").GetInt32()));
        Assert.All(items, item =>
        {
            Assert.NotEmpty(item.GetProperty("title").GetString()!);
            Assert.NotEmpty(item.GetProperty("leadUnit").GetString()!);
            Assert.Equal("InProgress", item.GetProperty("status").GetString());
        });
        Assert.Contains(items, item => item.GetProperty("deadline").ValueKind == JsonValueKind.String);
        foreach (var item in items)
        {
            var details = await office.ReadAsync($"/api/issues/{item.GetProperty("number")}", Token);
            Assert.Equal(item.GetProperty("measures").GetInt32(), details.GetProperty("measures").GetArrayLength());
        }
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_double_and_end()
    {
        using var leader = await host.SignInAsync("leader", Token);
        var numbers = new List<int>();
        for (var page = 1; page <= 5; page++)
        {
            var list = await leader.ReadAsync($"/api/issues?page={page}&size=10", Token);
            Assert.Equal(37, list.GetProperty("total").GetInt32());
            numbers.AddRange(list.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("number").GetInt32()));
        }

        Assert.Equal(Enumerable.Range(1, 37), numbers);
    }

    [Fact]
    public async Task An_issue_is_found_by_its_number_and_by_its_id()
    {
        using var office = await host.SignInAsync("office", Token);
        var byNumber = await office.ReadAsync("/api/issues/16", Token);
        var byId = await office.ReadAsync($"/api/issues/{byNumber.GetProperty("id").GetString()}", Token);

        Assert.Equal(byNumber.GetRawText(), byId.GetRawText());
        Assert.NotEmpty(byNumber.GetProperty("leadLeaders").EnumerateArray());
    }

    [Fact]
    public async Task A_liaison_sees_the_issues_of_his_unit_and_no_others()
    {
        using var office = await host.SignInAsync("office", Token);
        using var liaison = await host.SignInAsync("liaison", Token);
        var own = (await liaison.ReadAsync("/api/issues?size=200", Token)).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("number").GetInt32()).ToHashSet();
        var unit = await UnitOfTheLiaisonAsync();
        Assert.NotEmpty(own);

        for (var number = 1; number <= 37; number++)
        {
            var details = await office.ReadAsync($"/api/issues/{number}", Token);
            var shares = details.GetProperty("leadUnit").GetString() == unit
                || details.GetProperty("responsibleUnits").EnumerateArray().Any(u => u.GetString() == unit);
            Assert.Equal(shares, own.Contains(number));
            using var asked = await liaison.GetAsync($"/api/issues/{number}", Token);
            Assert.Equal(shares ? HttpStatusCode.OK : HttpStatusCode.NotFound, asked.StatusCode);
        }
    }

    [Fact]
    public async Task A_liaison_reads_the_mails_to_his_units_people_and_no_others()
    {
        using var office = await host.SignInAsync("office", Token);
        using var liaison = await host.SignInAsync("liaison", Token);
        var mails = await liaison.ReadAsync("/api/mails?size=200", Token);

        var readers = mails.GetProperty("items").EnumerateArray()
            .SelectMany(m => m.GetProperty("to").EnumerateArray()).Select(p => p.GetProperty("address").GetString()!).Distinct().ToArray();
        Assert.NotEmpty(readers);
        await using var command = host.Database.DataSource.CreateCommand("""
            select count(*) from ledger.person p join identity.account a on a.user_name = 'liaison'
            join ledger.person own on own.id = a.person_id where p.unit_id = own.unit_id and p.email = any($1)
            """);
        command.Parameters.Add(new() { Value = readers });
        Assert.Equal((long)readers.Length, await command.ExecuteScalarAsync(Token));
        Assert.True(mails.GetProperty("total").GetInt32() < (await office.ReadAsync("/api/mails", Token)).GetProperty("total").GetInt32());
    }

    private async Task<string> UnitOfTheLiaisonAsync()
    {
        await using var command = host.Database.DataSource.CreateCommand("""
            select u.name from identity.account a join ledger.person p on p.id = a.person_id join ledger.unit u on u.id = p.unit_id
            where a.user_name = 'liaison'
            """);
        return (string)(await command.ExecuteScalarAsync(Token))!;
    }
}
