using Ledger.Deadlines;
using Ledger.Refusals;
using Ledger.Rounds;
using Ledger.Units;
using Microsoft.EntityFrameworkCore;
using Workflows.Acts;
using Workflows.Clock;

namespace Workflows.Tests.Mails;

/// <summary>A request waits at a step, and somebody new comes to sit where it waits.</summary>
public sealed class WhoComesToSitIsTold
{
    private static readonly DateOnly Deadline = new(2026, 6, 30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_head_a_new_leader_and_a_new_member_of_the_group_get_the_mail_of_the_step_once()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var issue = await scene.RequestedAsync(7, Deadline, Token);
        var head = await scene.JoinAsync("新局长", scene.LeadUnit.Id, Token);
        for (var time = 0; time < 2; time++)
        {
            Assert.Null(await scene.InScopeAsync<RosterActs, Refusal?>(acts => acts.AppointHeadAsync(OfficeScene.Office, scene.LeadUnit.Id, head.Id, Token)));
        }

        Assert.Equal((1, 1), (await AskedAsync(scene, head), await AskedAsync(scene, scene.Head)));

        await scene.AgreeAsync(issue, Token, scene.HeadActor with { PersonId = head.Id });
        var leader = await scene.JoinAsync("新市长", unit: null, Token);
        Assert.Null(await scene.InScopeAsync<RosterActs, Refusal?>(acts => acts.LeaveAsync(OfficeScene.Office, scene.Leader.Id, leader.Id, Token)));
        Assert.Equal((1, 1), (await AskedAsync(scene, leader), await AskedAsync(scene, scene.Leader)));

        await scene.AgreeAsync(issue, Token, scene.LeaderActor with { PersonId = leader.Id }, OfficeScene.Office);
        var (round, seat) = await scene.InLedgerAsync(async db =>
        {
            var member = await db.Set<LeadingGroupMember>().SingleAsync(m => m.PersonId == scene.Deputy.Id, Token);
            return (member.RoundId, member.Id);
        });
        var deputy = await scene.JoinAsync("新副书记", unit: null, Token);
        Assert.Null(await scene.InScopeAsync<LeadingGroupActs, Refusal?>(acts => acts.FillSeatAsync(OfficeScene.Office, round, seat, deputy.Id, Token)));
        Assert.Equal((1, 1, 1), (await AskedAsync(scene, deputy), await AskedAsync(scene, scene.Deputy), await AskedAsync(scene, scene.SecondDeputy)));
    }

    [Fact]
    public async Task Who_signs_for_another_is_told_on_the_first_day_of_it_what_already_waits()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        await scene.RequestedAsync(7, Deadline, Token);
        var (today, now, later) = (scene.Clock.Today(), await scene.JoinAsync("今日代签", scene.LeadUnit.Id, Token), await scene.JoinAsync("明日代签", scene.LeadUnit.Id, Token));
        foreach (var (person, from) in new[] { (now, today), (later, today.AddDays(1)) })
        {
            Assert.Null(await scene.InScopeAsync<DelegationActs, Refusal?>(acts => acts.MakeAsync(scene.HeadActor, person.Id, from, from.AddDays(7), Token)));
        }

        Assert.Equal((1, 0, 0), (await AskedAsync(scene, now), await AskedAsync(scene, later), await CheckAsync(scene)));

        scene.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((1, 0), (await CheckAsync(scene), await CheckAsync(scene)));
        Assert.Equal((1, 1), (await AskedAsync(scene, now), await AskedAsync(scene, later)));
    }

    private static Task<int> CheckAsync(OfficeScene scene) => scene.InScopeAsync<WaitingStepsCheck, int>(check => check.RunAsync(Token));

    private static async Task<int> AskedAsync(OfficeScene scene, Person person) =>
        (await scene.MailsAsync(Token)).Count(m => m.Kind == "SignOffAsked" && m.Address == person.Email);
}
