using Npgsql;

namespace ElsaRuntime;

/// <summary>
/// Two transactions wanted the same rows and this one had to give way. Nothing of it is kept, so the whole act may be begun
/// again; if it loses again and again, the caller is told that somebody else was faster.
/// </summary>
public sealed class LostRaceException(string instanceId) : Exception($"Somebody else moves instance {instanceId}.")
{
    /// <summary>Whether <paramref name="exception"/>, or what it wraps, is such a defeat.</summary>
    public static bool IsBehind(Exception exception) => exception is LostRaceException || FindIn(exception) is not null;

    /// <summary>The database's own word for it, however deep an object mapper has wrapped it.</summary>
    internal static PostgresException? FindIn(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable } lost)
            {
                return lost;
            }
        }

        return null;
    }
}
