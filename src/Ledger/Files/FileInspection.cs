using System.Security.Cryptography;
using Ledger.Refusals;
using static Ledger.Refusals.Refusals;

namespace Ledger.Files;

/// <summary>What an inspection found: the content's fingerprint, size and kind, and the name it may keep.</summary>
public sealed record InspectedFile(string Name, string Sha256, long Size, FileKind Kind);

/// <summary>Decides whether a file is taken: by its size, its content, and whether its name tells the truth about it.</summary>
public static class FileInspection
{
    /// <summary>Reads <paramref name="file"/>, which can be read again from its start, without holding it in memory.</summary>
    public static async Task<Outcome<InspectedFile>> InspectAsync(Stream file, string name, CancellationToken cancellationToken)
    {
        var size = file.Length;
        name = Clean(name);
        if (size == 0)
        {
            return FileEmpty(name);
        }

        if (size > FileLimits.MaxBytes)
        {
            return FileTooLarge(name, FileLimits.MaxMegabytes);
        }

        var head = new byte[(int)Math.Min(size, FileSniffing.HeadLength)];
        file.Position = 0;
        await file.ReadExactlyAsync(head, cancellationToken);
        if (FileSniffing.KindOf(head) is not { } kind)
        {
            return FileKindNotTaken(name);
        }

        if (kind == FileKind.Zip)
        {
            var archive = await ArchiveInspection.InspectAsync(file, cancellationToken);
            if (archive.IsRefused)
            {
                return archive.Refusal;
            }

            kind = archive.Value;
        }

        if (!kind.Fits(name))
        {
            return FileNameDoesNotFit(name, kind.ToString());
        }

        file.Position = 0;
        return new InspectedFile(name, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)), size, kind);
    }

    /// <summary>The last part of a path, without control characters, not longer than a name may be; its extension stays.</summary>
    internal static string Clean(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = string.Concat(last.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && c is not ('\u202E' or '\u202D' or '\uFEFF'))).Trim();
        if (clean.Length == 0)
        {
            return "_";
        }

        var extension = Path.GetExtension(clean);
        return clean.Length <= FileLimits.MaxNameLength || extension.Length > 10
            ? clean[..Math.Min(clean.Length, FileLimits.MaxNameLength)]
            : clean[..(FileLimits.MaxNameLength - extension.Length)] + extension;
    }
}
