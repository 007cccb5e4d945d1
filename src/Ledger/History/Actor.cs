namespace Ledger.History;

/// <summary>What a person may do, from most to least.</summary>
public enum Role
{
    /// <summary>整改办: sees and runs everything.</summary>
    Office,

    /// <summary>市领导: sees everything, leads issues.</summary>
    Leader,

    /// <summary>联络员: sees and acts for his own units' issues only.</summary>
    Liaison,
}

/// <summary>Who acts, as the rules and the history need to know him.</summary>
/// <param name="Id">Stable id of the account, or <c>system</c>.</param>
/// <param name="Name">As printed in the history.</param>
/// <param name="Role">What he may do.</param>
/// <param name="UnitId">The unit he speaks for, if any.</param>
/// <param name="PersonId">
/// Who he is on the roster, if anybody: by it a unit's head, a lead leader and a member of the leading group are recognised.
/// </param>
public sealed record Actor(string Id, string Name, Role Role, Guid? UnitId = null, Guid? PersonId = null)
{
    /// <summary>The clock and the import: acts of the system itself, with the office's rights.</summary>
    public static Actor System { get; } = new("system", "系统", Role.Office);
}
