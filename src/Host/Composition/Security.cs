using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Host.Composition;

/// <summary>What the Host tells browsers and proxies so that they guard its users.</summary>
internal static class Security
{
    private const long LargestRequest = 8 * 1024 * 1024;

    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        // A page that takes more, such as the import of a notice, says so itself.
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
        });
        builder.Services.AddAntiforgery(options => options.Cookie.Name = "workflows-form");
        builder.Services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
        builder.Services.Configure<ForwardedHeadersOptions>(options => Trust(options, builder.Configuration));
    }

    public static void UseSecurity(this WebApplication app)
    {
        app.UseForwardedHeaders();
        if (app.Configuration.GetValue<bool>("Https:Required"))
        {
            app.UseHsts();
            app.UseHttpsRedirection();
        }

        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<SameOrigin>();
    }

    /// <summary>Believes <c>X-Forwarded-*</c> only of the proxies named in the section <c>ForwardedHeaders:KnownProxies</c>.</summary>
    private static void Trust(ForwardedHeadersOptions options, ConfigurationManager configuration)
    {
        var proxies = configuration.GetSection("ForwardedHeaders:KnownProxies").Get<string[]>() ?? [];
        if (proxies.Length == 0)
        {
            return;
        }

        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (proxy.Contains('/', StringComparison.Ordinal))
            {
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
            else
            {
                options.KnownProxies.Add(IPAddress.Parse(proxy));
            }
        }
    }
}
