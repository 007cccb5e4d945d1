using Host.Startup;

namespace Host.Accounts.Demo;

internal static class DemoAccountsBuilder
{
    private const string Section = "Accounts:Demo";

    /// <summary>Takes the demo accounts from the settings.</summary>
    /// <exception cref="StartRefusedException">They are set outside Development, where a known password is an open door.</exception>
    public static void AddDemoAccounts(this IServiceCollection services, WebApplicationBuilder builder)
    {
        var accounts = builder.Configuration.GetSection(Section).Get<DemoAccount[]>() ?? [];
        if (accounts.Length > 0 && !builder.Environment.IsDevelopment())
        {
            throw new StartRefusedException(
                $"无法启动：设置 {Section} 中的演示账号只允许在 Development 环境使用。",
                $"Cannot start: the demo accounts in the setting {Section} are for the Development environment only.");
        }

        services.AddSingleton(new DemoAccountsShown(accounts));
        services.AddScoped<DemoAccounts>();
    }
}
