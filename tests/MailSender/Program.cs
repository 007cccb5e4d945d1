// The dispatcher alone, as the Host runs it, in a process a test can kill: the same services and settings (environment
// variables, Smtp__Host), nothing of the pages. It ends when its input ends.
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notifications;
using Npgsql;

var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
await using var services = new ServiceCollection()
    .AddLogging(logging => logging.SetMinimumLevel(LogLevel.None))
    .AddSingleton(_ => NpgsqlDataSource.Create(configuration.GetConnectionString("Workflows")!))
    .AddNotifications(configuration)
    .BuildServiceProvider();
var dispatcher = services.GetServices<IHostedService>().Single();
await dispatcher.StartAsync(CancellationToken.None);
await Console.In.ReadToEndAsync();
await dispatcher.StopAsync(CancellationToken.None);
