using System.Text.Json.Nodes;
using ElsaRuntime.Descriptors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace ElsaRuntime.Api;

/// <summary>What the designer can offer, in the request's language. The answers are ready beforehand.</summary>
internal static class DescriptorEndpoints
{
    public static void MapDescriptors(this IEndpointRouteBuilder api)
    {
        var descriptors = api.MapGroup("/descriptors");
        descriptors.MapGet("/activities", (HttpContext http) => Page(http, ActivityCatalogue.All));
        descriptors.MapGet("/activities/{typeName}", (string typeName, HttpContext http) =>
            ActivityCatalogue.Find(typeName) is { } page ? Page(http, page) : TypedResults.NotFound());
        descriptors.MapPost("/activities/{typeName}/options/{propertyName}", (string typeName, string propertyName) =>
            ApiJson.Ok(new JsonObject { ["items"] = new JsonObject() }));
        descriptors.MapGet("/expression-descriptors", (HttpContext http) => Page(http, DescriptorLists.Expressions));
        descriptors.MapGet("/variables", (HttpContext http) => Page(http, DescriptorLists.Variables));
        descriptors.MapGet("/storage-drivers", (HttpContext http) => Page(http, DescriptorLists.StorageDrivers));
        descriptors.MapGet("/workflow-activation-strategies", (HttpContext http) => Page(http, DescriptorLists.ActivationStrategies));
        descriptors.MapGet("/incident-strategies", (HttpContext http) => Page(http, DescriptorLists.IncidentStrategies));
        descriptors.MapGet("/log-persistence-strategies", (HttpContext http) => Page(http, DescriptorLists.Empty));
        descriptors.MapGet("/commit-strategies/workflows", (HttpContext http) => Page(http, DescriptorLists.Empty));
        descriptors.MapGet("/commit-strategies/activities", (HttpContext http) => Page(http, DescriptorLists.Empty));
        descriptors.MapGet("/output-converters", (HttpContext http) => Page(http, DescriptorLists.Empty));
    }

    /// <summary>A ready page; a browser that has it already is told so.</summary>
    public static IResult Page(HttpContext http, DescriptorPage page)
    {
        http.Response.Headers[HeaderNames.CacheControl] = "private, no-cache";
        http.Response.Headers[HeaderNames.Vary] = "Accept-Language, Cookie";
        return TypedResults.Bytes(page.Json, "application/json", entityTag: new EntityTagHeaderValue(page.ETag));
    }
}
