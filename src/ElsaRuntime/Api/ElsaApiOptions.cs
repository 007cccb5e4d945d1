using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ElsaRuntime.Api;

/// <summary>How Elsa's REST API is offered.</summary>
public sealed class ElsaApiOptions
{
    /// <summary>The authorization policy that API and hub ask for. Required: there is no open API.</summary>
    public string? Policy { get; set; }

    /// <summary>Address of the hub; the designer looks for it beside the API.</summary>
    public string HubPath { get; set; } = "/elsa/hubs/workflow-instance";

    /// <summary>
    /// Signs somebody in by name and password for <c>identity/login</c> and returns the token, or null to refuse. Without it
    /// every log-in is refused.
    /// </summary>
    public Func<HttpContext, string, string, Task<string?>>? SignIn { get; set; }

    /// <summary>Says in a language why a task handler refused; without it people read the refusal's code.</summary>
    public Func<WorkflowOutcome.Refused, CultureInfo, string>? DescribeRefusal { get; set; }
}
