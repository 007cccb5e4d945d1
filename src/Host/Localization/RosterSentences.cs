using Ledger.Units.History;
using Microsoft.Extensions.Localization;

namespace Host.Localization;

/// <summary>What stands typed in the roster's history, said as a sentence.</summary>
public static class RosterSentences
{
    /// <summary>The sentence without who and when: those stand beside it.</summary>
    public static string Say(this IStringLocalizer<RosterWords> roster, RosterEvent what) => what switch
    {
        UnitAdded e => roster["History_UnitAdded", e.Unit.Name],
        UnitChanged e => Changed(roster, [("UnitName", e.From.Name, e.To.Name), ("IsOffice", YesNo(roster, e.From.IsOffice), YesNo(roster, e.To.IsOffice))]),
        UnitRemoved e => roster["History_UnitRemoved", e.Name],
        PersonAdded e => roster["History_PersonAdded", e.Person.Name, e.Person.Unit ?? roster["NoUnit"]],
        PersonChanged e => Changed(roster,
        [
            ("Name", e.From.Name, e.To.Name), ("PostTitle", e.From.Title, e.To.Title), ("Address", e.From.Email, e.To.Email),
            ("Unit", e.From.Unit ?? roster["NoUnit"], e.To.Unit ?? roster["NoUnit"]), ("ReadsIn", roster[$"Culture_{e.From.Culture}"], roster[$"Culture_{e.To.Culture}"]),
        ]),
        PersonLeft e => Left(roster, e),
        PersonReturned e => roster["History_PersonReturned", e.Name],
        HeadAppointed { Name: null } e => roster["History_HeadVacant", e.Unit, e.Before ?? "—"],
        HeadAppointed { Before: null } e => roster["History_HeadAppointed", e.Unit, e.Name],
        HeadAppointed e => roster["History_HeadReplaced", e.Unit, e.Name, e.Before],
        SeatFilled { Before: { } before } e when before != e.Name => roster["History_SeatReplaced", roster[$"Seat_{e.Role}"], e.Name, before],
        SeatFilled e => roster["History_SeatFilled", roster[$"Seat_{e.Role}"], e.Name],
        LiaisonAppointed e => roster["History_LiaisonAppointed", e.Unit, e.Name],
        LiaisonDismissed e => roster["History_LiaisonDismissed", e.Unit, e.Name],
        AccountInvited e => roster["History_AccountInvited", e.UserName, roster[$"Role_{e.Role}"]],
        InvitationSentAgain e => roster["History_InvitationSentAgain", e.UserName],
        PasswordLinkSent e => roster["History_PasswordLinkSent", e.UserName],
        AccountTied e => roster["History_AccountTied", e.UserName],
        AccountRoleChanged e => roster["History_AccountRoleChanged", e.UserName, roster[$"Role_{e.From}"], roster[$"Role_{e.To}"]],
        AccountClosed e => roster["History_AccountClosed", e.UserName],
        AccountReopened e => roster["History_AccountReopened", e.UserName],
        _ => what.GetType().Name,
    };

    private static string Left(IStringLocalizer<RosterWords> roster, PersonLeft e)
    {
        var sentence = e.Successor is null ? roster["History_PersonLeft", e.Name].Value : roster["History_PersonReplaced", e.Name, e.Successor].Value;
        var handed = e.HeadOf.Select(unit => roster["HandedHead", unit].Value)
            .Concat(e.LiaisonOf.Select(unit => roster["HandedLiaison", unit].Value))
            .Concat(e.Issues.Count == 0 ? [] : [roster["HandedIssues", string.Join(roster["ListComma"], e.Issues)].Value]);
        var list = string.Join(roster["ListComma"], handed);
        return list.Length == 0 ? sentence : roster["WithDetail", sentence, list];
    }

    private static string Changed(IStringLocalizer<RosterWords> roster, IEnumerable<(string What, string From, string To)> facts) =>
        string.Join(roster["ListSemicolon"], facts.Where(f => !string.Equals(f.From, f.To, StringComparison.Ordinal))
            .Select(f => roster["History_Changed", roster[f.What], f.From, f.To].Value));

    private static string YesNo(IStringLocalizer<RosterWords> roster, bool value) => roster[value ? "Yes" : "No"];
}
