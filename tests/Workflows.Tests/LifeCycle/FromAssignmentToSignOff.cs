using System.Text.Json.Nodes;
using ElsaRuntime;
using Ledger.History;
using Ledger.Issues;
using Ledger.SigningOff;
using Workflows.LifeCycle;

namespace Workflows.Tests.LifeCycle;

public sealed class FromAssignmentToSignOff
{
    private static readonly DateOnly Deadline = new(2026, 6, 30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_issue_is_assigned_returned_once_and_signed_off()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(7, Deadline, Token);
        var position = await scene.PositionAsync(issue, Token);
        Assert.Equal([LifeCycleNames.HalfMonthlyScheduling, LifeCycleNames.SignOffRequested, LifeCycleNames.WeeklySupervision], position!.AwaitedEvents.Order());

        Assert.Null(await scene.ActAsync(acts => acts.CompleteMeasureAsync(scene.LiaisonActor, issue.Id, 1, Token)));
        Assert.Null(await scene.ActAsync(acts => acts.RequestSignOffAsync(scene.LiaisonActor, issue.Id, "责任已压实", Token)));
        Assert.Equal([LifeCycleNames.VerifySignOff], (await scene.PositionAsync(issue, Token))!.OpenTasks);
        Assert.Null(await scene.ActAsync(acts => acts.DecideSignOffAsync(OfficeScene.Office, issue.Id, new Verdict(false, "请补充验收材料"), Token)));
        Assert.Empty((await scene.PositionAsync(issue, Token))!.OpenTasks);

        Assert.Null(await scene.ActAsync(acts => acts.RequestSignOffAsync(scene.LiaisonActor, issue.Id, "材料已补充", Token)));
        Assert.Null(await scene.ActAsync(acts => acts.DecideSignOffAsync(OfficeScene.Office, issue.Id, new Verdict(true, null), Token)));

        var dossier = await scene.DossierAsync(issue.Id, Token);
        Assert.Equal(IssueStatus.SignedOff, dossier!.Issue.Status);
        Assert.Equal(("Finished", "Finished"), ((await scene.PositionAsync(issue, Token))!.Status, (await scene.PositionAsync(issue, Token))!.SubStatus));
        Assert.Equal(
            [typeof(IssueAssigned), typeof(MeasureCompleted), typeof(SignOffRequested), typeof(SignOffReturned), typeof(SignOffRequested), typeof(IssueSignedOff)],
            dossier.History.Reverse().Select(h => h.What.GetType()));
        Assert.Equal([SignOffOutcome.Returned, SignOffOutcome.Approved], dossier.Issue.SignOffRounds.Select(r => r.Outcome));
        var mails = (await scene.MailsAsync(Token)).CountBy(m => (m.Kind, m.Address)).ToDictionary();
        Assert.Equal(2, mails[("SignOffAsked", scene.OfficePerson.Email)]);
        Assert.Equal((1, 1), (mails[("SignOffReturned", scene.Liaison.Email)], mails[("SignOffDone", scene.Head.Email)]));
    }

    [Fact]
    public async Task Assignment_tells_the_liaison_and_the_head_once_each()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        await scene.AssignedAsync(7, Deadline, Token);

        Assert.Equal(
            new[] { scene.Liaison.Email, scene.Head.Email }.Order(),
            (await scene.MailsAsync(Token)).Where(m => m.Kind == "Assigned").Select(m => m.Address).Order());
    }

    [Fact]
    public async Task A_refused_act_leaves_ledger_workflow_and_outbox_as_they_were()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.RegisterAsync(7, Token);

        var refusal = await scene.ActAsync(acts => acts.AssignAsync(
            OfficeScene.Office, issue.Id, scene.Assignment(Deadline) with { LeadLeaderIds = [] }, Token));

        Assert.Equal("NoLeadLeader", refusal?.Code);
        var dossier = await scene.DossierAsync(issue.Id, Token);
        Assert.Equal(IssueStatus.Registered, dossier!.Issue.Status);
        Assert.Empty(dossier.History);
        Assert.Equal([LifeCycleNames.AssignIssue], (await scene.PositionAsync(issue, Token))!.OpenTasks);
        Assert.Empty(await scene.MailsAsync(Token));
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_one_wins_and_the_other_is_told()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(7, Deadline, Token);
        Assert.Null(await scene.ActAsync(acts => acts.CompleteMeasureAsync(scene.LiaisonActor, issue.Id, 1, Token)));
        Assert.Null(await scene.ActAsync(acts => acts.RequestSignOffAsync(scene.LiaisonActor, issue.Id, "责任已压实", Token)));

        var answers = await Task.WhenAll(
            scene.ActAsync(acts => acts.DecideSignOffAsync(OfficeScene.Office, issue.Id, new Verdict(true, null), Token)),
            scene.ActAsync(acts => acts.DecideSignOffAsync(OfficeScene.Office with { Id = "office-2" }, issue.Id, new Verdict(false, "再核实"), Token)));

        Assert.Single(answers, answer => answer is null);
        Assert.Single(answers, answer => answer is { Kind: Ledger.Refusals.RefusalKind.Conflict });
        Assert.Single((await scene.DossierAsync(issue.Id, Token))!.Issue.SignOffRounds);
    }

    [Fact]
    public async Task An_event_raised_past_the_ledger_moves_nothing()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(7, Deadline, Token);

        var outcome = await scene.InScopeAsync<IWorkflowEngine, WorkflowOutcome>(async engine =>
        {
            await using var connection = await scene.DataSource.OpenConnectionAsync(Token);
            await using var transaction = await connection.BeginTransactionAsync(Token);
            var answer = await engine.RaiseEventAsync(
                transaction, new RaiseEvent(LifeCycleNames.SignOffRequested, new JsonObject { ["round"] = 1 }, InstanceId: issue.WorkflowInstanceId), Token);
            await transaction.CommitAsync(Token);
            return answer;
        }, OfficeScene.Office);

        Assert.Equal("NothingToDecide", Assert.IsType<WorkflowOutcome.Refused>(outcome).Code);
        Assert.Contains(LifeCycleNames.SignOffRequested, (await scene.PositionAsync(issue, Token))!.AwaitedEvents);
    }

    [Fact]
    public async Task Nobody_decides_on_his_own_request_even_through_the_engine()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(7, Deadline, Token);
        Assert.Null(await scene.ActAsync(acts => acts.CompleteMeasureAsync(scene.LiaisonActor, issue.Id, 1, Token)));
        Assert.Null(await scene.ActAsync(acts => acts.RequestSignOffAsync(OfficeScene.Office, issue.Id, "代为申请", Token)));

        var refusal = await scene.ActAsync(acts => acts.DecideSignOffAsync(OfficeScene.Office, issue.Id, new Verdict(true, null), Token));

        Assert.Equal("NobodyDecidesOnHisOwnRequest", refusal?.Code);
        Assert.Equal(IssueStatus.Verifying, (await scene.DossierAsync(issue.Id, Token))!.Issue.Status);
    }
}
