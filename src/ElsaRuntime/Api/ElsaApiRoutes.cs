using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ElsaRuntime.Api;

/// <summary>Puts Elsa's REST API and its hub into the application.</summary>
public static class ElsaApiRoutes
{
    /// <summary>
    /// Maps the API under <paramref name="prefix"/> and the hub, both behind the policy. Changes asked for by another site's
    /// page are refused, for cookies come along with them. Texts follow the request's UI culture.
    /// </summary>
    /// <exception cref="InvalidOperationException">No policy is named.</exception>
    public static IEndpointConventionBuilder MapElsaApi(this IEndpointRouteBuilder app, string prefix, Action<ElsaApiOptions> configure)
    {
        var options = new ElsaApiOptions();
        configure(options);
        var policy = options.Policy ?? throw new InvalidOperationException("Elsa's API needs an authorization policy.");

        var api = app.MapGroup(prefix).RequireAuthorization(policy).WithMetadata(options).DisableAntiforgery().ExcludeFromDescription();
        api.AddEndpointFilter(UnfitRequests.AnswerAsync).WithMetadata(new RequestSizeLimitAttribute(UnfitRequests.LargestBody));
        OwnSite.Require(api);
        api.MapDefinitions();
        api.MapDefinitionLists();
        api.MapDefinitionVersions();
        api.MapDefinitionFiles();
        api.MapDefinitionBulkActions();
        api.MapExecution();
        api.MapInstances();
        api.MapInstanceLists();
        api.MapInstanceFiles();
        api.MapInstanceBulkActions();
        api.MapJournal();
        api.MapActivityExecutions();
        api.MapDescriptors();
        api.MapFeatures();
        api.MapTasks();
        api.MapEvents();
        api.MapBookmarks();
        api.MapScripting();
        api.MapActivityTests();
        api.MapIdentity();
        api.MapStatus();

        var hub = app.MapHub<WorkflowInstanceHub>(options.HubPath).RequireAuthorization(policy);
        OwnSite.Require(hub, onlyUnsafe: false);
        return api;
    }
}
