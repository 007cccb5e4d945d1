using ElsaRuntime.Descriptors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElsaRuntime.Api;

/// <summary>Installed features; the designer switches parts of itself on by them.</summary>
internal static class FeatureEndpoints
{
    public static void MapFeatures(this IEndpointRouteBuilder api)
    {
        api.MapGet("/features/installed", (HttpContext http) => DescriptorEndpoints.Page(http, DescriptorLists.Features));
        api.MapGet("/features/installed/{fullName}", (string fullName) =>
            DescriptorLists.Feature(fullName) is { } feature ? ApiJson.Ok(feature) : TypedResults.NotFound());
    }
}
