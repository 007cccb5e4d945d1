using Host.Accounts;
using Host.Api;
using Host.Composition;
using Host.Feeds;
using Host.Health;
using Host.Jobs;
using Host.Startup;
using Host.Studio;

using var signals = new StopSignals();
try
{
    var builder = WebApplication.CreateBuilder(HouseFolders.Options(args));
    builder.AddQuietLogging();
    builder.AddHouseFolders();
    builder.CheckPorts();
    await using var database = await HouseDatabase.OpenAsync(builder);

    builder.AddRooms(database);
    builder.AddAccounts();
    builder.AddLanguages();
    builder.AddPages();
    builder.AddStudio();
    builder.AddApi();
    builder.AddHealth();
    builder.AddJobs(database);
    builder.AddSecurity();
    builder.AddStartup();

    await using var app = builder.Build();
    await app.PrepareAsync(database, signals.Token);

    app.UseSecurity();
    app.UseLanguages();
    app.UseFailures();
    app.UseAccounts();
    app.MapPages();
    app.MapApi();
    app.MapFiles();
    app.MapElsa();
    app.MapCalendarFeeds();
    app.MapStudio();
    app.MapHealth();
    app.MapJobs();

    await app.ServeAsync(signals.Token);
    return 0;
}
catch (StartRefusedException refused) when (!signals.Token.IsCancellationRequested)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 1;
}
catch (Exception stopped) when (signals.Token.IsCancellationRequested && stopped is OperationCanceledException or StartRefusedException)
{
    return 0;
}
