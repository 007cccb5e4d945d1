using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Host.Api;

/// <summary>The API for programs, under <c>/api</c>, described at <c>/openapi/v1.json</c>.</summary>
internal static class ApiBuilder
{
    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails();
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
            options.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All); // Chinese stays readable
        });
        builder.Services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = endpoint => endpoint.RelativePath is { } path && path.StartsWith("api/", StringComparison.Ordinal);
            options.AddDocumentTransformer(ApiDescription.DescribeAsync);
        });
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapOpenApi().AllowAnonymous();
        var api = app.MapGroup("/api");
        api.MapIssues();
        api.MapMails();
    }
}
