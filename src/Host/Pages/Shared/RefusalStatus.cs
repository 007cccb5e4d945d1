using Ledger.Refusals;

namespace Host.Pages.Shared;

/// <summary>The HTTP status of a page that shows a refusal.</summary>
public static class RefusalStatus
{
    /// <summary>By the refusal's kind.</summary>
    public static int Of(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status400BadRequest,
    };
}
