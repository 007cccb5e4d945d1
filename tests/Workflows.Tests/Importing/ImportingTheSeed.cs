using Ledger.Issues;
using Ledger.Notices;
using Ledger.Refusals;
using Microsoft.EntityFrameworkCore;
using Testing;
using Workflows.Importing;

namespace Workflows.Tests.Importing;

public sealed class ImportingTheSeed
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_seed_notice_becomes_a_round_with_37_issues_each_with_its_own_workflow()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);

        var report = (await ImportAsync(scene)).Value!;

        Assert.Equal((37, 0), (report.Issues, report.Assigned));
        var issues = await scene.InLedgerAsync(db => db.Issues.Where(i => i.RoundId == report.RoundId).Include(i => i.Measures).OrderBy(i => i.Number).ToListAsync(Token));
        Assert.Equal(Enumerable.Range(1, 37), issues.Select(i => i.Number));
        Assert.Equal(report.Measures, issues.Sum(i => i.Measures.Count));
        Assert.StartsWith("落实省委领导批示要求不到位", issues[2].Heading?.TrimStart('关', '于', '“'), StringComparison.Ordinal);
        foreach (var issue in issues)
        {
            Assert.Equal(["assign-issue"], (await scene.PositionAsync(issue, Token))!.OpenTasks);
        }
    }

    [Fact]
    public async Task One_file_makes_one_round_even_when_two_import_it_at_once()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);

        var outcomes = await Task.WhenAll(ImportAsync(scene), ImportAsync(scene));

        Assert.Single(outcomes, o => !o.IsRefused);
        Assert.Equal("NoticeAlreadyImported", Assert.Single(outcomes, o => o.IsRefused).Refusal?.Code);
        Assert.Equal(37, await scene.InLedgerAsync(db => db.Issues.CountAsync(Token)));
    }

    [Fact]
    public async Task With_its_cast_every_issue_is_in_progress_and_its_people_are_told()
    {
        await using var scene = await OfficeScene.OpenAsync(Token, withRoster: false);

        var report = (await ImportAsync(scene, DemoRosterFile.Read(await SeedAsync("yicheng-2024-demo-roster.json")))).Value!;

        Assert.Equal(37, report.Assigned);
        var statuses = await scene.InLedgerAsync(db => db.Issues.CountAsync(i => i.Status == IssueStatus.InProgress, Token));
        Assert.Equal(37, statuses);
        Assert.Contains(await scene.MailsAsync(Token), m => m.Kind == "Assigned");
        Assert.All(await scene.MailsAsync(Token), m => Assert.EndsWith(".example", m.Address, StringComparison.Ordinal));
    }

    private static Task<byte[]> SeedAsync(string name) => File.ReadAllBytesAsync(SourceTree.File("seeds", name), Token);

    private static async Task<Outcome<ImportReport>> ImportAsync(OfficeScene scene, DemoRoster? cast = null)
    {
        var bytes = await SeedAsync("yicheng-2024-rectification-notice.txt");
        return await scene.InScopeAsync<NoticeImport, Outcome<ImportReport>>(import => import.ImportAsync(
            NoticeFile.Read(bytes), "yicheng.txt", NoticeImport.FingerprintOf(bytes), cast, OfficeScene.Office, Token));
    }
}
