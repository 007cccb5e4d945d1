using System.IO.Compression;
using System.IO.Hashing;
using Ledger.Refusals;
using static Ledger.Refusals.Refusals;

namespace Ledger.Files;

/// <summary>
/// Looks into a zip, and into the office formats that are zips: unpacks every entry into nothing, counts, and compares the
/// checksum. Unpacking ends where the entry says it ends; one that says less than is in it is caught by its checksum.
/// </summary>
internal static class ArchiveInspection
{
    private static readonly string[] Programs =
        [".exe", ".dll", ".com", ".scr", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".jse", ".wsf", ".hta", ".msi", ".jar", ".lnk", ".sh"];

    /// <summary>What kind of zip it is, or why it is not taken. <paramref name="file"/> is read from its start.</summary>
    public static async Task<Outcome<FileKind>> InspectAsync(Stream file, CancellationToken cancellationToken)
    {
        try
        {
            file.Position = 0;
            await using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count > FileLimits.MaxEntries)
            {
                return ArchiveTooLarge;
            }

            return await UnpackAsync(archive, cancellationToken) is { } refusal ? refusal : KindOf(archive);
        }
        catch (InvalidDataException)
        {
            return ArchiveBroken;
        }
    }

    private static async Task<Refusal?> UnpackAsync(ZipArchive archive, CancellationToken cancellationToken)
    {
        var (left, buffer) = (FileLimits.MaxUnpackedBytes, new byte[81920]);
        foreach (var entry in archive.Entries)
        {
            if (Programs.Contains(Path.GetExtension(entry.FullName), StringComparer.OrdinalIgnoreCase))
            {
                return ArchiveHoldsAProgram(entry.Name);
            }

            var sum = new Crc32();
            await using var unpacked = await entry.OpenAsync(cancellationToken);
            for (var first = true; await unpacked.ReadAtLeastAsync(buffer, buffer.Length, false, cancellationToken) is > 0 and var read; first = false)
            {
                if ((left -= read) < 0)
                {
                    return ArchiveTooLarge;
                }

                if (first && FileSniffing.IsProgram(buffer.AsSpan(0, read)))
                {
                    return ArchiveHoldsAProgram(entry.Name);
                }

                sum.Append(buffer.AsSpan(0, read));
            }

            if (sum.GetCurrentHashAsUInt32() != entry.Crc32)
            {
                return ArchiveBroken;
            }
        }

        return null;
    }

    private static Outcome<FileKind> KindOf(ZipArchive archive)
    {
        if (archive.Entries.Any(e => e.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
        {
            return MacrosNotTaken;
        }

        if (archive.GetEntry("OFD.xml") is not null)
        {
            return FileKind.Ofd;
        }

        if (archive.GetEntry("[Content_Types].xml") is null)
        {
            return FileKind.Zip;
        }

        return archive.GetEntry("word/document.xml") is not null ? FileKind.Docx
            : archive.GetEntry("xl/workbook.xml") is not null ? FileKind.Xlsx
            : archive.GetEntry("ppt/presentation.xml") is not null ? FileKind.Pptx
            : FileKind.Zip;
    }
}
