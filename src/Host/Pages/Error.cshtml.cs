using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Host.Pages;

/// <summary>What people see where something is not there, not theirs, or broken: plain words and a way back, never a trace.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel : PageModel
{
    private static readonly int[] Known = [400, 403, 404, 409, 413];

    /// <summary>Key of title and text: a known status, 400 for the caller's other slips, 500 for all others.</summary>
    public string Key { get; private set; } = "Error_500";

    /// <summary>By which the log finds this request; shown for server errors only.</summary>
    public string? Number { get; private set; }

    public void OnGet(int? code) => Show(code);

    public void OnPost(int? code) => Show(code);

    private void Show(int? code)
    {
        // What is no fault of the system may come here by the way of exceptions, but under a status of its own.
        var status = (Response.StatusCode is >= 400 and < 500 ? Response.StatusCode : code) switch
        {
            { } known when Known.Contains(known) => known,
            >= 400 and < 500 => 400,
            _ => 500,
        };
        Key = string.Create(CultureInfo.InvariantCulture, $"Error_{status}");
        Number = status == 500 ? Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier : null;
        if (Response.StatusCode < 400)
        {
            Response.StatusCode = status;
        }
    }
}
