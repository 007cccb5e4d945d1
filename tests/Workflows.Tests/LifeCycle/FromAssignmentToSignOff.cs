using System.Text.Json.Nodes;
using ElsaRuntime;
using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using Ledger.SigningOff;
using Ledger.Units.History;
using Microsoft.EntityFrameworkCore;
using Workflows.Acts;
using Workflows.LifeCycle;

namespace Workflows.Tests.LifeCycle;

public sealed class FromAssignmentToSignOff
{
    private static readonly DateOnly Deadline = new(2026, 6, 30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_issue_is_signed_for_returned_by_each_who_is_asked_and_signed_off_at_last()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(7, Deadline, Token);
        var position = await scene.PositionAsync(issue, Token);
        Assert.Equal([LifeCycleNames.HalfMonthlyScheduling, LifeCycleNames.SignOffRequested, LifeCycleNames.WeeklySupervision], position!.AwaitedEvents.Order());
        Assert.Equal([LifeCycleNames.AcceptIssue], position.OpenTasks);
        Assert.Null(await scene.ActAsync(acts => acts.AcceptAsync(scene.LiaisonActor, issue.Id, Token)));
        Assert.Equal("AlreadyAccepted", (await scene.ActAsync(acts => acts.AcceptAsync(scene.HeadActor, issue.Id, Token)))?.Code);
        Assert.Null(await scene.ActAsync(acts => acts.CompleteMeasureAsync(scene.LiaisonActor, issue.Id, 1, Token)));

        Actor[] way = [scene.HeadActor, scene.LeaderActor, OfficeScene.Office, scene.DeputyActor];
        string[] steps = [LifeCycleNames.EndorseSignOff, LifeCycleNames.AgreeSignOff, LifeCycleNames.VerifySignOff, LifeCycleNames.ApproveSignOff];
        for (var at = 0; at < way.Length; at++)
        {
            Assert.Null(await scene.ActAsync(acts => acts.RequestSignOffAsync(scene.LiaisonActor, issue.Id, $"第{at + 1}次", Token)));
            await scene.AgreeAsync(issue, Token, way[..at]);
            Assert.Equal([steps[at]], (await scene.PositionAsync(issue, Token))!.OpenTasks);
            Assert.Null(await scene.ActAsync(acts => acts.DecideSignOffAsync(way[at], issue.Id, new Verdict(false, "请补充", ["补照片"]), Token)));
            Assert.Empty((await scene.PositionAsync(issue, Token))!.OpenTasks);
        }

        Assert.Null(await scene.ActAsync(acts => acts.RequestSignOffAsync(scene.LiaisonActor, issue.Id, "材料已补充", Token)));
        await scene.AgreeAsync(issue, Token, way);

        var dossier = await scene.DossierAsync(issue.Id, Token);
        Assert.Equal(IssueStatus.SignedOff, dossier!.Issue.Status);
        Assert.Contains(LifeCycleNames.LookBackDue, (await scene.PositionAsync(issue, Token))!.AwaitedEvents);
        Assert.Equal([1, 2, 3, 4, 4], dossier.Issue.SignOffRounds.Select(r => r.Steps.Count));
        Assert.Equal(4, dossier.Issue.SignOffRounds.Count(r => r is { Outcome: SignOffOutcome.Returned, Demands: ["补照片"] }));
        Assert.Equal("补照片", dossier.History.Select(h => h.What).OfType<SignOffReturned>().First().Demands?[0]);
        var mails = (await scene.MailsAsync(Token)).CountBy(m => (m.Kind, m.Address)).ToDictionary();
        Assert.Equal(
            (5, 4, 3, 2),
            (mails[("SignOffAsked", scene.Head.Email)], mails[("SignOffAsked", scene.Leader.Email)],
                mails[("SignOffAsked", scene.OfficePerson.Email)], mails[("SignOffAsked", scene.Deputy.Email)]));
        Assert.Equal((4, 1, 1), (mails[("SignOffReturned", scene.Liaison.Email)], mails[("SignOffDone", scene.Head.Email)], mails[("SignOffDone", scene.Leader.Email)]));
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
    public async Task Of_two_who_decide_at_once_one_wins_and_the_other_is_told_by_whom()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.RequestedAsync(7, Deadline, Token);
        await scene.AgreeAsync(issue, Token, scene.HeadActor, scene.LeaderActor);
        var step = DecideSignOff.OpenStep((await scene.DossierAsync(issue.Id, Token))!.Issue)!.Id;

        var answers = await Task.WhenAll(
            scene.ActAsync(acts => acts.DecideSignOffAsync(OfficeScene.Office, issue.Id, new Verdict(true), Token, step)),
            scene.ActAsync(acts => acts.DecideSignOffAsync(OfficeScene.Office with { Id = "office-2" }, issue.Id, new Verdict(true), Token, step)));

        Assert.Single(answers, answer => answer is null);
        Assert.Single(answers, answer => answer is { Code: "StepDecidedBy" } told && (string)told.Arguments[1] == OfficeScene.Office.Name);
        Assert.Single((await scene.DossierAsync(issue.Id, Token))!.Issue.SignOffRounds);
    }

    [Fact]
    public async Task Where_nobody_of_the_leading_group_is_known_the_office_is_told_and_seats_somebody_and_does_not_approve_itself()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        await scene.InLedgerAsync(db => db.Rounds.SelectMany(r => r.LeadingGroup).ExecuteUpdateAsync(s => s.SetProperty(m => m.PersonId, (Guid?)null), Token));
        var issue = await scene.RequestedAsync(7, Deadline, Token);
        await scene.AgreeAsync(issue, Token, scene.HeadActor, scene.LeaderActor, OfficeScene.Office);

        Assert.Equal([LifeCycleNames.ApproveSignOff], (await scene.PositionAsync(issue, Token))!.OpenTasks);
        Assert.Equal(
            2, (await scene.MailsAsync(Token)).Count(m => m.Kind == "SignOffAsked" && m.Address == scene.OfficePerson.Email));
        foreach (var nobody in (Actor[])[OfficeScene.Office, OfficeScene.Office with { Id = "office-2" }, scene.DeputyActor])
        {
            Assert.Equal("OnlyTheLeadingGroup", (await scene.ActAsync(acts => acts.DecideSignOffAsync(nobody, issue.Id, new Verdict(true), Token)))?.Code);
        }

        var (round, seat) = await scene.InLedgerAsync(db => db.Rounds
            .Select(r => new ValueTuple<Guid, Guid>(r.Id, r.LeadingGroup.OrderBy(m => m.Ordinal).First().Id)).SingleAsync(Token));
        Assert.Null(await scene.InScopeAsync<LeadingGroupActs, Refusal?>(acts => acts.FillSeatAsync(OfficeScene.Office, round, seat, scene.Deputy.Id, Token)));
        Assert.Equal("PersonNotFound", (await scene.InScopeAsync<LeadingGroupActs, Refusal?>(acts =>
            acts.FillSeatAsync(OfficeScene.Office, round, null, Guid.NewGuid(), Token)))?.Code);
        await scene.AgreeAsync(issue, Token, scene.DeputyActor);

        Assert.Equal(IssueStatus.SignedOff, (await scene.DossierAsync(issue.Id, Token))!.Issue.Status);
        Assert.IsType<SeatFilled>(await scene.InLedgerAsync(db => db.RosterHistory.Where(e => e.PersonId == scene.Deputy.Id).Select(e => e.What).SingleAsync(Token)));
    }

    [Fact]
    public async Task A_request_is_taken_back_by_its_unit_until_the_last_word_and_the_workflow_waits_for_the_next()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.RequestedAsync(7, Deadline, Token);
        await scene.AgreeAsync(issue, Token, scene.HeadActor, scene.LeaderActor);
        Assert.Equal("OnlyTheApplicant", (await scene.ActAsync(acts => acts.WithdrawSignOffAsync(OfficeScene.Office, issue.Id, "不该", Token)))?.Code);
        Assert.Equal("OnlyTheApplicant", (await scene.ActAsync(acts => acts.WithdrawSignOffAsync(scene.LeaderActor, issue.Id, "不该", Token)))?.Code);
        Assert.Equal("WithdrawalNeedsAReason", (await scene.ActAsync(acts => acts.WithdrawSignOffAsync(scene.LiaisonActor, issue.Id, " ", Token)))?.Code);
        Assert.Equal([LifeCycleNames.VerifySignOff], (await scene.PositionAsync(issue, Token))!.OpenTasks);

        Assert.Null(await scene.ActAsync(acts => acts.WithdrawSignOffAsync(scene.LiaisonActor, issue.Id, "标段写错", Token)));

        var position = (await scene.PositionAsync(issue, Token))!;
        Assert.Equal(([], true), (position.OpenTasks.ToArray(), position.AwaitedEvents.Contains(LifeCycleNames.SignOffRequested)));
        var dossier = (await scene.DossierAsync(issue.Id, Token))!;
        var round = dossier.Issue.SignOffRounds.Single();
        Assert.Equal((IssueStatus.InProgress, SignOffOutcome.Withdrawn, "标段写错"), (dossier.Issue.Status, round.Outcome, round.Reason));
        Assert.Equal([StepOutcome.Agreed, StepOutcome.Agreed, StepOutcome.Skipped], round.Steps.Select(s => s.Outcome));
        Assert.Equal("标段写错", Assert.IsType<SignOffWithdrawn>(dossier.History[0].What).Reason);
        Assert.Equal(
            new[] { scene.Head.Email, scene.Liaison.Email, scene.OfficePerson.Email }.Order(),
            (await scene.MailsAsync(Token)).Where(m => m.Kind == "SignOffWithdrawn").Select(m => m.Address).Order());
        Assert.Equal("NothingToDecide", (await scene.ActAsync(acts => acts.WithdrawSignOffAsync(scene.LiaisonActor, issue.Id, "再撤", Token)))?.Code);

        Assert.Null(await scene.ActAsync(acts => acts.RequestSignOffAsync(scene.LiaisonActor, issue.Id, "已更正", Token)));
        await scene.AgreeAsync(issue, Token, scene.HeadActor, scene.LeaderActor, OfficeScene.Office, scene.DeputyActor);
        Assert.Equal(IssueStatus.SignedOff, (await scene.DossierAsync(issue.Id, Token))!.Issue.Status);
        Assert.Equal("NothingToDecide", (await scene.ActAsync(acts => acts.WithdrawSignOffAsync(scene.LiaisonActor, issue.Id, "晚了", Token)))?.Code);
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
    public async Task Nobody_decides_on_his_own_request_and_a_head_who_requests_has_signed()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.AssignedAsync(7, Deadline, Token);
        Assert.Null(await scene.ActAsync(acts => acts.CompleteMeasureAsync(scene.LiaisonActor, issue.Id, 1, Token)));
        Assert.Null(await scene.ActAsync(acts => acts.RequestSignOffAsync(scene.HeadActor, issue.Id, "本人申请", Token)));
        Assert.Equal([LifeCycleNames.AgreeSignOff], (await scene.PositionAsync(issue, Token))!.OpenTasks);
        Assert.Null(await scene.ActAsync(acts => acts.DecideSignOffAsync(scene.LeaderActor, issue.Id, new Verdict(false, "请补充"), Token)));

        Assert.Null(await scene.ActAsync(acts => acts.RequestSignOffAsync(OfficeScene.Office, issue.Id, "代为申请", Token)));
        await scene.AgreeAsync(issue, Token, scene.HeadActor, scene.LeaderActor);
        var refusal = await scene.ActAsync(acts => acts.DecideSignOffAsync(OfficeScene.Office, issue.Id, new Verdict(true), Token));

        Assert.Equal("NobodyDecidesOnHisOwnRequest", refusal?.Code);
        Assert.Equal(IssueStatus.Verifying, (await scene.DossierAsync(issue.Id, Token))!.Issue.Status);
    }
}
