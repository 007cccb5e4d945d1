using Host.Accounts.Demo;
using Host.Accounts.Inviting;
using Host.Accounts.Keys;
using Host.Accounts.Managing;
using Host.Accounts.SettingUp;
using Host.Accounts.SigningIn;
using Host.Accounts.Storage;
using Ledger.History;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace Host.Accounts;

/// <summary>Accounts of people, the key of programs, and what each may do.</summary>
internal static class AccountsBuilder
{
    private const string EitherScheme = "AccountOrKey";

    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddDbContext<AccountsDb>((provider, options) => AccountsDb.Configure(options, provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddIdentityCore<Account>(ConfigureIdentity)
            .AddEntityFrameworkStores<AccountsDb>()
            .AddClaimsPrincipalFactory<AccountClaims>()
            .AddErrorDescriber<AccountErrors>()
            .AddSignInManager<AccountSignIn>()
            .AddDefaultTokenProviders();
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddScoped<CurrentActor>();
        services.AddScoped<AccountLanguage>();
        services.AddScoped<SetUpLinks>();
        services.AddScoped<AccountLinks>();
        services.AddScoped<AccountDesk>();
        services.AddDemoAccounts(builder);
        AddSchemes(builder);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Policies.Office, policy => policy.RequireRole(nameof(Role.Office)))
            .AddPolicy(Policies.SeesAll, policy => policy.RequireRole(nameof(Role.Office), nameof(Role.Leader)));
    }

    /// <summary>Finds out who is there, then whether he may.</summary>
    public static void UseAccounts(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseMiddleware<CurrentActorMiddleware>();
        app.UseAuthorization();
    }

    private static void ConfigureIdentity(IdentityOptions options)
    {
        // Length is what makes a password hard to guess; prescribed character kinds only make it hard to remember.
        options.Password.RequiredLength = 10;
        options.Password.RequiredUniqueChars = 5;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
        options.User.AllowedUserNameCharacters = string.Empty; // Chinese names are names
    }

    private static void AddSchemes(WebApplicationBuilder builder)
    {
        var authentication = builder.Services.AddAuthentication(options =>
        {
            options.DefaultScheme = EitherScheme;
            options.DefaultSignInScheme = IdentityConstants.ApplicationScheme;
        });
        authentication.AddPolicyScheme(EitherScheme, null, options => options.ForwardDefaultSelector = http =>
            KeyScheme.IsBroughtBy(http.Request) ? KeyScheme.Name : IdentityConstants.ApplicationScheme);
        authentication.AddScheme<KeySchemeOptions, KeyScheme>(KeyScheme.Name, options => options.Key = builder.Configuration["Api:Key"]);
        authentication.AddIdentityCookies();
        builder.Services.ConfigureApplicationCookie(options => SignInCookie.Configure(options, builder.Configuration));
    }
}
