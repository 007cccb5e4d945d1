using Hangfire.Logging;
using Host.Composition;
using Host.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Host.Tests.Reach;

/// <summary>One address the house answers to.</summary>
/// <param name="Handlers">Names of a page's acts; empty for everything else.</param>
internal sealed record Address(RoutePattern Pattern, IReadOnlyList<string> Methods, IReadOnlyList<string> Handlers)
{
    public string Text => Pattern.RawText ?? string.Empty;

    /// <summary>The address with every place filled: by <paramref name="known"/> where it names a part, else with something that fits and is nowhere.</summary>
    public string With(IReadOnlyDictionary<string, string> known) =>
        "/" + string.Join('/', Pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => Filled(part, known)))));

    private static string Filled(RoutePatternPart part, IReadOnlyDictionary<string, string> known) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart { IsOptional: true } => string.Empty,
        RoutePatternParameterPart parameter when known.TryGetValue(parameter.Name, out var value) => value,
        RoutePatternParameterPart parameter => parameter.ParameterPolicies.Select(p => p.Content).FirstOrDefault() switch
        {
            "guid" => "00000000-0000-0000-0000-000000000001",
            "int" => "1",
            { } regex when regex.StartsWith("regex", StringComparison.Ordinal) => "definitions",
            _ => "nothing",
        },
        _ => throw new InvalidOperationException($"a part of another kind: {part}"),
    };
}

/// <summary>All of them, as the Host itself maps them: put together here on the running Host's database, and never started.</summary>
internal static class Addresses
{
    // On a developer's machine only: finds a file of wwwroot that is younger than the build.
    private const string YoungerThanTheBuild = "{**path:file}";

    public static async Task<IReadOnlyList<Address>> AllAsync(string connectionString, string folder)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Program).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"ConnectionStrings:{HouseDatabase.ConnectionName}"] = connectionString,
            ["DataDirectory"] = folder,
        });
        builder.AddHouseFolders();
        await using var database = await HouseDatabase.OpenAsync(builder);
        builder.AddHouse(database);
        await using var app = builder.Build();
        app.MapSurfaces();

        var endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText != YoungerThanTheBuild).ToList();
        var loader = app.Services.GetRequiredService<PageLoader>();
        List<Address> all = [];
        foreach (var endpoint in endpoints)
        {
            var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"];
            IReadOnlyList<string> handlers = [];
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                var compiled = await loader.LoadAsync(page, EndpointMetadataCollection.Empty);
                handlers = [.. compiled.HandlerMethods.Where(h => h.HttpMethod == "Post").Select(h => h.Name ?? string.Empty)];
            }

            all.Add(new Address(endpoint.RoutePattern, methods, handlers));
        }

        // Hangfire's log is the process's: it led to this app, which ends here, and whoever else uses Hangfire would fail on it.
        LogProvider.SetCurrentLogProvider(null);
        return all;
    }
}
