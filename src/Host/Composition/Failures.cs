using ElsaRuntime;
using Host.Api;
using Microsoft.AspNetCore.Diagnostics;

namespace Host.Composition;

/// <summary>Who gets what when something is not there, not allowed or broken: programs problem details, people a page.</summary>
internal static class Failures
{
    private static readonly PathString[] Programs = ["/api", "/elsa", "/openapi", "/health", "/studio/_framework", "/studio/_content"];

    /// <summary>Whether the request is for a surface that programs read.</summary>
    public static bool IsForPrograms(this HttpContext http) =>
        Array.Exists(Programs, path => http.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));

    public static void UseFailures(this WebApplication app)
    {
        app.UseWhen(http => http.IsForPrograms(), programs => programs
            .UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = StatusOf }).UseStatusCodePages(TellProgramAsync));
        app.UseWhen(http => !http.IsForPrograms(), people => people
            .UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error/500", StatusCodeSelector = StatusOf })
            .UseStatusCodePagesWithReExecute("/error/{0}"));
        app.UseMiddleware<LargestUpload>();
        // After the error pages' own turn: routed anew, a request that went wrong finds its page.
        app.UseRouting();
    }

    // Who had to give way to somebody else's act has met no fault of the system.
    private static int StatusOf(Exception exception) =>
        Slip(exception) ?? (LostRaceException.IsBehind(exception) ? StatusCodes.Status409Conflict : StatusCodes.Status500InternalServerError);

    // Nor has who sent something that cannot be read. The innermost says what is wrong: a form that ends at the largest upload
    // is told of as unreadable by whoever reads the form, and as too large by the server below.
    private static int? Slip(Exception? exception) =>
        exception is null ? null : Slip(exception.InnerException) ?? (exception as BadHttpRequestException)?.StatusCode;

    /// <summary>Problem details whatever the caller says he accepts: a bare status helps nobody.</summary>
    private static Task TellProgramAsync(StatusCodeContext context)
    {
        var status = context.HttpContext.Response.StatusCode;
        return TypedResults.Problem(detail: ApiTexts.OfStatus(status), statusCode: status).ExecuteAsync(context.HttpContext);
    }
}
