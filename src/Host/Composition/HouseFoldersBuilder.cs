using Microsoft.AspNetCore.DataProtection;

namespace Host.Composition;

internal static class HouseFoldersBuilder
{
    /// <summary>Makes the folders known to the parts that write: keys, maildrop, static files of the build.</summary>
    public static void AddHouseFolders(this WebApplicationBuilder builder)
    {
        var folders = HouseFolders.Of(builder.Configuration);
        builder.Services.AddSingleton(folders);
        builder.Services.AddDataProtection().SetApplicationName("Workflows").PersistKeysToFileSystem(new DirectoryInfo(folders.Keys));
        builder.WebHost.UseStaticWebAssets();
        if (string.IsNullOrEmpty(builder.Configuration["Maildrop:Folder"]))
        {
            builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("Maildrop:Folder", (string?)folders.Maildrop)]);
        }
    }
}
