using Microsoft.AspNetCore.Http;
using Npgsql;

namespace ElsaRuntime.Api;

/// <summary>Requests that nobody can serve, whatever they ask for, are refused in Elsa's shape and are no server errors.</summary>
internal static class UnfitRequests
{
    /// <summary>Far more than the largest definition; the body stands in memory several times over while it is read.</summary>
    public const long LargestBody = 10 * 1024 * 1024;

    // A character or a number that cannot be stored, or a text too long for the index it belongs into.
    private static readonly string[] Unstorable =
    [
        PostgresErrorCodes.CharacterNotInRepertoire, PostgresErrorCodes.UntranslatableCharacter, PostgresErrorCodes.ProgramLimitExceeded,
        PostgresErrorCodes.NumericValueOutOfRange, PostgresErrorCodes.DatetimeFieldOverflow,
    ];

    /// <summary>Filter for every endpoint of a group.</summary>
    public static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (BadBodyException)
        {
            return ApiErrors.General(StatusCodes.Status400BadRequest, "InvalidJson");
        }
        catch (BadHttpRequestException e)
        {
            return ApiErrors.General(e.StatusCode, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? "BodyTooLarge" : "InvalidJson");
        }
        catch (PostgresException e) when (Unstorable.Contains(e.SqlState))
        {
            return ApiErrors.General(StatusCodes.Status400BadRequest, "CannotBeStored");
        }
    }
}
