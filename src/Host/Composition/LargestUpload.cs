using Host.Pages.Shared;

namespace Host.Composition;

/// <summary>Turns a request away that says it is larger than anything the house takes, before a byte of it is read, with a page that says why.</summary>
internal sealed class LargestUpload(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (http.Request.ContentLength is not > Uploads.LargestRequest)
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    }
}
