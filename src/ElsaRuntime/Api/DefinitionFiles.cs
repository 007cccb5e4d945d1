using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElsaRuntime.Definitions;
using Microsoft.AspNetCore.Http;

namespace ElsaRuntime.Api;

/// <summary>Definition files: one JSON document each, or several in a ZIP archive.</summary>
internal static class DefinitionFiles
{
    // A definition is some tens of kilobytes. An archive that unpacks to more than this is no set of definitions.
    private const long LargestFile = 5 * 1024 * 1024;
    private const int MostFiles = 500;

    private static readonly JsonSerializerOptions Indented = new(ApiJson.Options) { WriteIndented = true };

    public static byte[] Write(DefinitionVersion version) => Encoding.UTF8.GetBytes(DefinitionModels.File(version).ToJsonString(Indented));

    /// <summary>A file name that tells name, definition and version.</summary>
    public static string NameOf(DefinitionVersion version)
    {
        var name = string.IsNullOrWhiteSpace(version.Name) ? version.DefinitionId : version.Name;
        var safe = string.Concat($"{name}-{version.DefinitionId}-v{version.Version}".Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
        return safe + ".json";
    }

    public static byte[] Zip(IEnumerable<DefinitionVersion> versions)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var version in versions)
            {
                using var entry = archive.CreateEntry(NameOf(version)).Open();
                entry.Write(Write(version));
            }
        }

        return stream.ToArray();
    }

    /// <summary>The definitions in uploaded files; null when one cannot be read or is too large.</summary>
    public static async Task<List<JsonObject>?> ReadAsync(IFormFileCollection files, CancellationToken cancellationToken)
    {
        var models = new List<JsonObject>();
        try
        {
            foreach (var file in files)
            {
                await using var stream = file.OpenReadStream();
                if (file.FileName.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
                {
                    await ReadArchiveAsync(stream, models, cancellationToken);
                }
                else
                {
                    models.Add(await ReadOneAsync(stream, cancellationToken));
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            return null;
        }

        return models;
    }

    private static async Task ReadArchiveAsync(Stream stream, List<JsonObject> models, CancellationToken cancellationToken)
    {
        await using var archive = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        foreach (var entry in archive.Entries.Where(e => e.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)))
        {
            if (models.Count >= MostFiles)
            {
                throw new InvalidDataException("Too many files.");
            }

            await using var content = await entry.OpenAsync(cancellationToken);
            models.Add(await ReadOneAsync(content, cancellationToken));
        }
    }

    // Reads no further than the limit, whatever an archive says of itself.
    private static async Task<JsonObject> ReadOneAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[81_920];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (content.Length + read > LargestFile)
            {
                throw new InvalidDataException("The file is too large.");
            }

            content.Write(buffer, 0, read);
        }

        content.Position = 0;
        return await JsonNode.ParseAsync(content, documentOptions: DefinitionJson.Options, cancellationToken: cancellationToken) as JsonObject
            ?? throw new JsonException("A definition is an object.");
    }
}
