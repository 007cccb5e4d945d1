using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Ledger.Files;
using Ledger.Refusals;

namespace Ledger.Tests.Files;

public sealed class FileInspectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("报告.pdf", "%PDF-1.7\n", null)]
    [InlineData("报告.pdf", "MZ\u0090\u0000", "FileKindNotTaken")]
    [InlineData("清单.txt", "MZ this is a program", "FileKindNotTaken")]
    [InlineData("台账.csv", "序号,问题\n1,整改", null)]
    [InlineData("台账.exe", "序号,问题\n1,整改", "FileNameDoesNotFit")]
    [InlineData("页面.txt", "\ufeff <html><script>1</script>", "FileKindNotTaken")]
    [InlineData("照片.jpg", "%PDF-1.7\n", "FileNameDoesNotFit")]
    [InlineData("空.pdf", "", "FileEmpty")]
    public async Task A_file_is_taken_for_what_its_bytes_say(string name, string content, string? refusal)
    {
        // The first 256 characters of Unicode are the bytes of the same value; Chinese text goes as UTF-8.
        var bytes = content.All(c => c < 256) ? Encoding.Latin1.GetBytes(content) : Encoding.UTF8.GetBytes(content);

        Assert.Equal(refusal, (await InspectAsync(name, bytes)).Refusal?.Code);
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_refused_without_being_read()
    {
        await using var endless = new Unreadable(FileLimits.MaxBytes + 1);

        Assert.Equal("FileTooLarge", (await FileInspection.InspectAsync(endless, "大.pdf", Token)).Refusal?.Code);
    }

    [Fact]
    public async Task An_archive_is_measured_by_what_comes_out_of_it()
    {
        var bomb = Zip(archive =>
        {
            using var entry = archive.CreateEntry("zeros.txt", CompressionLevel.SmallestSize).Open();
            var zeros = new byte[1024 * 1024];
            for (var written = 0L; written <= FileLimits.MaxUnpackedBytes; written += zeros.Length)
            {
                entry.Write(zeros);
            }
        });
        Assert.True(bomb.Length < 2 * 1024 * 1024);

        Assert.Equal("ArchiveTooLarge", (await InspectAsync("材料.zip", bomb)).Refusal?.Code);
    }

    [Fact]
    public async Task An_archive_that_says_less_than_is_in_it_is_not_believed()
    {
        var zip = Zip(archive =>
        {
            using var entry = archive.CreateEntry("zeros.txt").Open();
            entry.Write(new byte[1024 * 1024]);
        });
        Assert.Null((await InspectAsync("材料.zip", zip)).Refusal);

        var directory = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(directory + 24), 100);
        Assert.Equal("ArchiveBroken", (await InspectAsync("材料.zip", zip)).Refusal?.Code);
    }

    [Theory]
    [InlineData("材料.zip", "说明.txt", "好", null)]
    [InlineData("材料.zip", "setup.exe", "x", "ArchiveHoldsAProgram")]
    [InlineData("材料.zip", "照片.jpg", "MZ\u0090", "ArchiveHoldsAProgram")]
    [InlineData("宏.docx", "word/vbaProject.bin", "x", "MacrosNotTaken")]
    [InlineData("报告.docx", "说明.txt", "好", "FileNameDoesNotFit")]
    public async Task An_archive_is_looked_into(string name, string entry, string content, string? refusal)
    {
        var zip = Zip(archive =>
        {
            using var written = archive.CreateEntry(entry).Open();
            written.Write(content.All(c => c < 256) ? Encoding.Latin1.GetBytes(content) : Encoding.UTF8.GetBytes(content));
        });

        Assert.Equal(refusal, (await InspectAsync(name, zip)).Refusal?.Code);
    }

    [Fact]
    public async Task An_office_document_is_one_by_its_parts_and_a_torn_archive_is_none()
    {
        var docx = Zip(archive =>
        {
            archive.CreateEntry("[Content_Types].xml");
            archive.CreateEntry("word/document.xml");
        });

        Assert.Equal(FileKind.Docx, (await InspectAsync("报告.docx", docx)).Value?.Kind);
        Assert.Equal("ArchiveBroken", (await InspectAsync("报告.docx", docx[..^30])).Refusal?.Code);
    }

    [Theory]
    [InlineData("C:\\材料\\报告.pdf", "报告.pdf")]
    [InlineData("../../etc/报告.pdf", "报告.pdf")]
    [InlineData("报\u202Efdp.告.pdf", "报fdp.告.pdf")]
    public async Task A_name_keeps_nothing_of_a_path_or_a_trick(string name, string kept) =>
        Assert.Equal(kept, (await InspectAsync(name, "%PDF-1.7"u8.ToArray())).Value?.Name);

    private static async Task<Outcome<InspectedFile>> InspectAsync(string name, byte[] bytes)
    {
        await using var stream = new MemoryStream(bytes);
        return await FileInspection.InspectAsync(stream, name, Token);
    }

    private static byte[] Zip(Action<ZipArchive> fill)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            fill(archive);
        }

        return stream.ToArray();
    }

    /// <summary>A stream that says how long it is and breaks when it is read.</summary>
    private sealed class Unreadable(long length) : MemoryStream
    {
        public override long Length => length;

        public override int Read(Span<byte> buffer) => throw new InvalidOperationException("read");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new InvalidOperationException("read");
    }
}
