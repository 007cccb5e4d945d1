using Host.Accounts;
using Host.Composition;
using Host.Startup;

using var signals = new StopSignals();
try
{
    var builder = WebApplication.CreateBuilder(HouseFolders.Options(args));
    builder.AddQuietLogging();
    builder.AddHouseFolders();
    builder.CheckPorts();
    await using var database = await HouseDatabase.OpenAsync(builder);

    builder.AddHouse(database);

    await using var app = builder.Build();
    await app.PrepareAsync(database, signals.Token);

    app.UseSecurity();
    app.UseLanguages();
    app.UseFailures();
    app.UseAccounts();
    app.MapSurfaces();

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
