using Ledger.Delegating;
using Ledger.History;
using Ledger.Units;

namespace Ledger.Tests.Delegating;

public sealed class DelegateSigningTests
{
    private static readonly Guid Unit = Guid.NewGuid();

    private static readonly Person Head = Somebody(Unit);

    private static readonly Person Colleague = Somebody(Unit);

    private static readonly Person Stranger = Somebody(Guid.NewGuid());

    [Theory]
    [InlineData(true, "colleague", 0, 6, null)]
    [InlineData(false, "colleague", 0, 6, "OnlyHeadsAndLeadersDelegate")]
    [InlineData(true, "stranger", 0, 6, "DelegateUnsuitable")]
    [InlineData(true, "himself", 0, 6, "DelegateUnsuitable")]
    [InlineData(true, "nobody", 0, 6, "DelegateUnsuitable")]
    [InlineData(true, "colleague", -1, 6, "DelegationDaysWrong")]
    [InlineData(true, "colleague", 3, 2, "DelegationDaysWrong")]
    [InlineData(true, "colleague", 0, 400, "DelegationDaysWrong")]
    public void A_head_delegates_within_his_unit_for_named_days(bool isHead, string to, int from, int until, string? refusal)
    {
        var delegated = to switch { "colleague" => Colleague, "stranger" => Stranger, "himself" => Head, _ => null };
        var actor = new Actor("head-1", Head.Name, Role.Liaison, Unit, Head.Id);

        var outcome = DelegateSigning.Decide(
            actor, Head, isHead, delegated, Scenario.Today.AddDays(from), Scenario.Today.AddDays(until), Scenario.Today, Scenario.Now);

        Assert.Equal(refusal, outcome.Refusal?.Code);
    }

    private static Person Somebody(Guid unit)
    {
        var id = Guid.NewGuid();
        return new Person { Id = id, Name = "示范", Title = "局长", Email = $"{id:n}@city.example", UnitId = unit };
    }
}
