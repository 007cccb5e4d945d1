using System.Globalization;
using Host.Pages.Shared;
using Ledger.Refusals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Host.Api;

/// <summary>A refusal as a program reads it: a status by its kind, its code, and its text in the request's language.</summary>
public static class RefusalAnswer
{
    /// <summary>Problem details with the extension <c>code</c>, the refusal's stable name.</summary>
    public static ProblemHttpResult Problem(this Refusal refusal) => TypedResults.Problem(
        detail: refusal.In(CultureInfo.CurrentUICulture),
        statusCode: RefusalStatus.Of(refusal),
        extensions: [KeyValuePair.Create("code", (object?)refusal.Code)]);
}
