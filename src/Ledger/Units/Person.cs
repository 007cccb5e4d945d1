namespace Ledger.Units;

/// <summary>Somebody who can be named in the ledger and reached by mail.</summary>
public sealed class Person
{
    public required Guid Id { get; init; }

    public required string Name { get; set; }

    /// <summary>Office held, as printed: 副市长, 局长, 联络员.</summary>
    public required string Title { get; set; }

    /// <summary>Mail address, unique without regard to case among those who have not left: a successor may take over a post's address.</summary>
    public required string Email { get; set; }

    /// <summary>The unit he belongs to; leaders of the city stand above units and have none.</summary>
    public Guid? UnitId { get; set; }

    /// <summary>Language of his mails and pages: <c>zh-CN</c> or <c>en</c>.</summary>
    public string Culture { get; set; } = "zh-CN";

    /// <summary>The day he left the roster. The row stays, because what he led and decided keeps his name; he can hold nothing any more.</summary>
    public DateOnly? LeftOn { get; set; }
}
