using Npgsql;

namespace ElsaRuntime.Acts;

/// <summary>The savepoint of an act: taken only where the act may have to be undone, released by the batch that writes it.</summary>
internal sealed class ActSavepoint(NpgsqlTransaction transaction, CancellationToken cancellationToken)
{
    private const string Name = "elsa_act";

    private bool isTaken;

    /// <summary>Marks the point to which a refusal goes back.</summary>
    public async ValueTask TakeAsync()
    {
        if (!isTaken)
        {
            isTaken = true;
            await transaction.SaveAsync(Name, cancellationToken);
        }
    }

    /// <summary>Undoes whatever the act has written.</summary>
    public async ValueTask UndoAsync()
    {
        if (isTaken)
        {
            await transaction.RollbackAsync(Name, cancellationToken);
            await transaction.ReleaseAsync(Name, cancellationToken);
        }
    }

    /// <summary>The name to release with the act's own statements, or null if none was taken.</summary>
    public string? TakeRelease()
    {
        var name = isTaken ? Name : null;
        isTaken = false;
        return name;
    }
}
