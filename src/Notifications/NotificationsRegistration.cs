using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Notifications.Composing;
using Notifications.Inbox;
using Notifications.Manners;
using Notifications.Mending;
using Notifications.Proof;
using Notifications.Queueing;
using Notifications.Receipts;
using Notifications.Retention;
using Notifications.Sending;
using Notifications.SigningIn;
using Notifications.Templates;
using Notifications.Transport;
using Npgsql;

namespace Notifications;

/// <summary>Puts the room into the house.</summary>
public static class NotificationsRegistration
{
    /// <summary>
    /// Registers the outbox and the dispatcher. Needs an <c>NpgsqlDataSource</c> in the container and the schema of
    /// <see cref="Schema.NotificationsSchema"/> in its database before the host starts.
    /// </summary>
    /// <param name="configuration">Sections <c>Mail</c>, <c>Smtp</c>, <c>Imap</c>, <c>Dkim</c>, <c>Smime</c>, <c>Maildrop</c>, <c>Dispatch</c> and <c>MailRetention</c>, all optional;
    /// a wrong setting stops the host at start and says which.</param>
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddValidated<SenderOptions>(configuration, SenderOptions.Section);
        services.AddValidated<DkimOptions>(configuration, DkimOptions.Section);
        services.AddValidated<SmimeOptions>(configuration, SmimeOptions.Section);
        services.AddValidated<SmtpOptions>(configuration, SmtpOptions.Section);
        services.AddValidated<MaildropOptions>(configuration, MaildropOptions.Section);
        services.AddValidated<DispatchOptions>(configuration, DispatchOptions.Section)
            .Validate<IOptions<SmtpOptions>>((dispatch, smtp) => dispatch.Lease >= 2 * smtp.Value.Timeout,
                "Dispatch:Lease must be at least twice Smtp:Timeout, or a mail could change hands while it is being sent.");
        services.TryAddSingleton<IWorkingDays, MondayToFriday>();
        services.AddSingleton<MannersBook>();
        services.AddSingleton<ReceiptLinks>();
        services.AddScoped<ReceiptDesk>();
        services.AddValidated<InboxOptions>(configuration, InboxOptions.Section);
        services.AddSingleton<InboxLog>();
        services.AddScoped<InboxCheck>();
        services.AddValidated<RetentionOptions>(configuration, RetentionOptions.Section);
        services.AddScoped<ContentRetention>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<TemplateOverrides>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<TransportFactory>();
        services.AddSingleton<MailSigner>();
        services.AddSingleton<MailPress>();
        services.AddSingleton<WakeUp>();
        services.AddSingleton<MailDoorbell>();
        services.AddSingleton(provider => new MailLog(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<MailPress>()));
        services.AddSingleton<MailMending>();
        services.AddHostedService<MailDispatcher>();
        return services;
    }

    private static OptionsBuilder<T> AddValidated<T>(this IServiceCollection services, IConfiguration configuration, string section)
        where T : class =>
        services.AddOptions<T>().Bind(configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
}
