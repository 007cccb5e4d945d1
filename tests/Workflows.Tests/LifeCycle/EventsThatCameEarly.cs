using ElsaRuntime;
using Ledger.Issues;
using Microsoft.EntityFrameworkCore;
using Workflows.Acts;
using Workflows.LifeCycle;

namespace Workflows.Tests.LifeCycle;

/// <summary>Events raised before the life cycle waits for them are kept; what follows from them later goes by the ledger's rules.</summary>
public sealed class EventsThatCameEarly
{
    private static readonly DateOnly Deadline = new(2026, 6, 30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_for_sign_off_that_nobody_made_is_dropped_when_its_turn_comes_and_the_assignment_stands()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.RegisterAsync(7, Token);
        await RaiseAsync(scene, issue, LifeCycleNames.SignOffRequested);

        Assert.Null(await scene.ActAsync(acts => acts.AssignAsync(OfficeScene.Office, issue.Id, scene.Assignment(Deadline), Token)));

        var dossier = await scene.DossierAsync(issue.Id, Token);
        Assert.Equal(IssueStatus.InProgress, dossier!.Issue.Status);
        Assert.Empty(dossier.Issue.SignOffRounds);
        Assert.DoesNotContain(await scene.MailsAsync(Token), m => m.Kind == "SignOffAsked");
        Assert.Contains(await scene.MailsAsync(Token), m => m.Kind == "Assigned");
        var position = await scene.PositionAsync(issue, Token);
        Assert.Contains(LifeCycleNames.SignOffRequested, position!.AwaitedEvents);
        Assert.Equal([LifeCycleNames.AcceptIssue], position.OpenTasks);

        // The unit's own request goes its way as if nothing had been.
        Assert.Null(await scene.ActAsync(acts => acts.CompleteMeasureAsync(scene.LiaisonActor, issue.Id, 1, Token)));
        Assert.Null(await scene.ActAsync(acts => acts.RequestSignOffAsync(scene.LiaisonActor, issue.Id, "责任已压实", Token)));
        Assert.Contains(LifeCycleNames.EndorseSignOff, (await scene.PositionAsync(issue, Token))!.OpenTasks);
    }

    [Fact]
    public async Task What_the_engine_undoes_is_gone_from_the_acts_memory_and_the_act_can_go_on_with_its_rows()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.RegisterAsync(7, Token);
        await scene.InScopeAsync<LedgerSession, object?>(async session =>
        {
            var memory = new LedgerMemory(session);
            await using var connection = await scene.DataSource.OpenConnectionAsync(Token);
            await using var transaction = await connection.BeginTransactionAsync(Token);
            var db = await session.InAsync(transaction);
            var row = await db.Issues.Include(i => i.Measures).SingleAsync(i => i.Id == issue.Id, Token);
            row.Heading = "由本次操作改写";
            await memory.WriteAsync(transaction, Token);
            await transaction.SaveAsync("before", Token);
            row.Heading = "将被撤销";
            row.Measures.Add(new Measure { Id = Guid.NewGuid(), IssueId = row.Id, Ordinal = 2, Text = "将被撤销" });
            await db.SaveChangesAsync(Token);
            await transaction.RollbackAsync("before", Token);
            await memory.ReadAgainAsync(transaction, Token);
            Assert.Equal("由本次操作改写", row.Heading);

            row.Text = "继续填写";
            await db.SaveChangesAsync(Token);
            await transaction.CommitAsync(Token);
            return null;
        });
        var stands = await scene.InLedgerAsync(db => db.Issues.Include(i => i.Measures).SingleAsync(i => i.Id == issue.Id, Token));
        Assert.Equal(("由本次操作改写", "继续填写", 1), (stands.Heading, stands.Text, stands.Measures.Count));
    }

    private static Task<object?> RaiseAsync(OfficeScene scene, Issue issue, string name) => scene.InScopeAsync<IWorkflowEngine, object?>(async engine =>
    {
        await using var connection = await scene.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await engine.RaiseEventAsync(transaction, new RaiseEvent(name, null, InstanceId: issue.WorkflowInstanceId), Token);
        await transaction.CommitAsync(Token);
        return null;
    }, OfficeScene.Office);
}
