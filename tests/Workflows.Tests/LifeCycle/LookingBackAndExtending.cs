using Ledger.Deadlines;
using Ledger.Delegating;
using Ledger.History;
using Ledger.Issues;
using Ledger.LookingBack;
using Ledger.SigningOff;
using Workflows.Acts;
using Workflows.Clock;
using Workflows.LifeCycle;

namespace Workflows.Tests.LifeCycle;

public sealed class LookingBackAndExtending
{
    private static readonly DateOnly Deadline = new(2026, 6, 30);

    private static readonly IReadOnlyList<CheckedPoint> AllHold = [.. Enum.GetValues<LookBackPoint>().Select(p => new CheckedPoint(p, true))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_look_back_falls_due_finds_a_rebound_and_the_second_rectification_is_closed_for_good()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.RequestedAsync(7, Deadline, Token);
        await scene.AgreeAsync(issue, Token, scene.HeadActor, scene.LeaderActor, OfficeScene.Office, scene.DeputyActor);
        var before = (await scene.DossierAsync(issue.Id, Token))!.Issue;
        Assert.Equal(0, await CheckAsync(scene));

        scene.Clock.Advance(TimeSpan.FromDays(180));
        Assert.Equal(1, await CheckAsync(scene));
        Assert.Equal(0, await CheckAsync(scene));
        Assert.Equal([LifeCycleNames.LookBack], (await scene.PositionAsync(issue, Token))!.OpenTasks);
        var rebound = new LookBackFindings(false, AllHold, "又有三处", ["重新排查"], scene.Clock.Today().AddDays(60));
        Assert.Equal("OnlyTheOffice", (await CloseAsync(scene, issue, rebound, scene.LiaisonActor))?.Code);
        Assert.Null(await CloseAsync(scene, issue, rebound, OfficeScene.Office));

        var second = (await scene.DossierAsync(issue.Id, Token))!.Issue;
        Assert.Equal((IssueStatus.InProgress, 2, 2), (second.Status, second.Cycle, second.Measures.Count));
        Assert.Equal((before.Measures[0].CompletedOn, before.Measures[0].Deadline), (second.Measures[0].CompletedOn, second.Measures[0].Deadline));
        Assert.Null(await scene.ActAsync(acts => acts.CompleteMeasureAsync(scene.LiaisonActor, issue.Id, 2, Token)));
        Assert.Null(await scene.ActAsync(acts => acts.RequestSignOffAsync(scene.LiaisonActor, issue.Id, "已排查", Token)));
        await scene.AgreeAsync(issue, Token, scene.HeadActor, scene.LeaderActor, OfficeScene.Office, scene.DeputyActor);
        Assert.Null(await scene.InScopeAsync<LookBackActs, Ledger.Refusals.Refusal?>(acts => acts.BeginAsync(OfficeScene.Office, issue.Id, Token)));
        Assert.Null(await CloseAsync(scene, issue, new LookBackFindings(true, AllHold, "不反弹"), OfficeScene.Office));

        var closed = (await scene.DossierAsync(issue.Id, Token))!.Issue;
        Assert.NotNull(closed.ClosedAt);
        Assert.Equal([1, 2], closed.SignOffRounds.Select(r => r.Cycle));
        Assert.Equal("Finished", (await scene.PositionAsync(issue, Token))!.SubStatus);
        var mails = (await scene.MailsAsync(Token)).CountBy(m => (m.Kind, m.Address)).ToDictionary();
        Assert.Equal((2, 1, 1), (mails[("LookBackDue", scene.OfficePerson.Email)], mails[("Rebound", scene.Liaison.Email)], mails[("Rebound", scene.Leader.Email)]));
    }

    [Fact]
    public async Task A_rebound_of_an_issue_whose_leader_has_left_is_led_on_by_the_one_the_office_names()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.RequestedAsync(7, Deadline, Token);
        await scene.AgreeAsync(issue, Token, scene.HeadActor, scene.LeaderActor, OfficeScene.Office, scene.DeputyActor);
        Assert.Null(await scene.InScopeAsync<LookBackActs, Ledger.Refusals.Refusal?>(acts => acts.BeginAsync(OfficeScene.Office, issue.Id, Token)));
        Assert.Null(await scene.InScopeAsync<RosterActs, Ledger.Refusals.Refusal?>(acts => acts.LeaveAsync(OfficeScene.Office, scene.Leader.Id, null, Token)));
        var findings = new LookBackFindings(false, AllHold, "反弹", ["重新排查"], Deadline.AddDays(400));

        Assert.Equal("ReboundNeedsASuccessor", (await CloseAsync(scene, issue, findings, OfficeScene.Office))?.Code);
        Assert.Equal("ReboundNeedsASuccessor", (await CloseAsync(scene, issue, findings with { SuccessorId = scene.Liaison.Id }, OfficeScene.Office))?.Code);
        Assert.Null(await CloseAsync(scene, issue, findings with { SuccessorId = scene.SecondDeputy.Id }, OfficeScene.Office));

        var dossier = (await scene.DossierAsync(issue.Id, Token))!;
        Assert.Equal([scene.SecondDeputy.Id], dossier.Issue.LeadLeaders.Select(l => l.PersonId));
        Assert.Contains(dossier.History, h => h.What is LeadLeaderReplaced replaced && replaced.To == scene.SecondDeputy.Name);
        Assert.Contains(("Rebound", scene.SecondDeputy.Email), await scene.MailsAsync(Token));
    }

    [Fact]
    public async Task A_delegate_signs_for_the_head_on_the_days_he_was_given_and_gets_the_mail()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        Assert.Null(await scene.InScopeAsync<DelegationActs, Ledger.Refusals.Refusal?>(acts => acts.MakeAsync(
            scene.HeadActor, scene.Liaison.Id, scene.Clock.Today(), scene.Clock.Today().AddDays(3), Token)));
        var delegated = scene.LiaisonActor with { PersonId = scene.Liaison.Id };
        var issue = await scene.AssignedAsync(7, Deadline, Token);
        Assert.Null(await scene.ActAsync(acts => acts.CompleteMeasureAsync(OfficeScene.Office, issue.Id, 1, Token)));
        Assert.Null(await scene.ActAsync(acts => acts.RequestSignOffAsync(OfficeScene.Office, issue.Id, "代为申请", Token)));

        Assert.Null(await scene.ActAsync(acts => acts.DecideSignOffAsync(delegated, issue.Id, new Verdict(true), Token)));

        var said = (await scene.DossierAsync(issue.Id, Token))!.Issue.SignOffRounds[0].Steps[0].Decisions.Single();
        Assert.Equal((scene.Liaison.Name, scene.Head.Name), (said.ActorName, said.ForName));
        Assert.Contains(("SignOffAsked", scene.Liaison.Email), await scene.MailsAsync(Token));
        scene.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Empty(await scene.InLedgerAsync(db => DelegateSigning.PrincipalsAsync(db, delegated, scene.Clock.Today(), Token)));
    }

    [Fact]
    public async Task An_extension_goes_by_the_office_and_the_lead_leader_and_everybody_hears_of_it_once()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(7, Deadline, Token);
        Assert.Null(await ExtendAsync(scene, acts => acts.AskAsync(scene.LiaisonActor, issue.Id, 1, Deadline.AddDays(30), "汛期影响", Token)));
        var request = (await scene.DossierAsync(issue.Id, Token))!.Issue.Extensions.Single().Id;

        Assert.Equal("OnlyTheOffice", (await ExtendAsync(scene, acts => acts.DecideAsync(scene.LeaderActor, issue.Id, request, true, null, Token)))?.Code);
        Assert.Null(await ExtendAsync(scene, acts => acts.DecideAsync(OfficeScene.Office, issue.Id, request, true, null, Token)));
        Assert.Null(await ExtendAsync(scene, acts => acts.DecideAsync(scene.LeaderActor, issue.Id, request, true, "同意", Token)));

        Assert.Equal(Deadline.AddDays(30), (await scene.DossierAsync(issue.Id, Token))!.Issue.Measures[0].Deadline);
        var mails = (await scene.MailsAsync(Token)).Where(m => m.Kind.StartsWith("Extension", StringComparison.Ordinal)).Order().ToList();
        Assert.Equal(
            new[] { ("ExtensionAsked", scene.OfficePerson.Email), ("ExtensionAsked", scene.Leader.Email), ("ExtensionDecided", scene.Liaison.Email), ("ExtensionDecided", scene.Head.Email) }.Order(),
            mails);
    }

    private static Task<int> CheckAsync(OfficeScene scene) => scene.InScopeAsync<LookBackCheck, int>(check => check.RunAsync(Token));

    private static Task<Ledger.Refusals.Refusal?> CloseAsync(OfficeScene scene, Issue issue, LookBackFindings findings, Ledger.History.Actor actor) =>
        scene.InScopeAsync<LookBackActs, Ledger.Refusals.Refusal?>(acts => acts.CloseAsync(actor, issue.Id, findings, Token));

    private static Task<Ledger.Refusals.Refusal?> ExtendAsync(OfficeScene scene, Func<ExtensionActs, Task<Ledger.Refusals.Refusal?>> act) =>
        scene.InScopeAsync(act);
}
