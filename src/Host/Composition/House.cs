using Host.Accounts;
using Host.Api;
using Host.Feeds;
using Host.Health;
using Host.Jobs;
using Host.Startup;
using Host.Studio;

namespace Host.Composition;

/// <summary>What the house is put together from, and everything it answers to.</summary>
internal static class House
{
    public static void AddHouse(this WebApplicationBuilder builder, HouseDatabase database)
    {
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
    }

    /// <summary>Every address there is. One more needs a row in the table of who may enter (<c>EveryEndpointTests</c>).</summary>
    public static void MapSurfaces(this WebApplication app)
    {
        app.MapPages();
        app.MapApi();
        app.MapFiles();
        app.MapElsa();
        app.MapCalendarFeeds();
        app.MapStudio();
        app.MapHealth();
        app.MapJobs();
    }
}
