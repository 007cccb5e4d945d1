using Microsoft.AspNetCore.Mvc.Filters;

namespace Host.Studio;

/// <summary>
/// The content policy of a page that holds one of the designer's elements; every other page keeps the strict one. Without
/// any of the script sources the designer does not run; the rest is what it carries and writes:
/// <list type="bullet">
/// <item><c>'wasm-unsafe-eval'</c>: compiling WebAssembly. JavaScript's own eval stays forbidden.</item>
/// <item>the hashes: the inline scripts the editor and the viewer write into the page for their hot keys. Another version of the
/// package may need others; the browser tests say so by the error bar.</item>
/// <item><c>style-src 'unsafe-inline'</c>: its widgets place themselves by style attributes, its text editor writes style elements.</item>
/// <item><c>blob:</c> workers: the text editor. <c>data:</c> images and fonts: the icons its style sheets carry.</item>
/// </list>
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StudioContentPolicyAttribute : Attribute, IResultFilter
{
    private const string Policy =
        "default-src 'self'; "
        + "script-src 'self' 'wasm-unsafe-eval' 'sha256-snlP1jz0gjwc5cTz9ErZcliXuCK63+Mmf68RRCeptgc=' 'sha256-vu6sQrKXQHR4Yn3FMMihA/9TxxfIXnCxKwvLrTPJ5ts='; "
        + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    public void OnResultExecuting(ResultExecutingContext context) =>
        context.HttpContext.Response.Headers.ContentSecurityPolicy = Policy;

    public void OnResultExecuted(ResultExecutedContext context)
    {
        // Nothing is left to do.
    }
}
