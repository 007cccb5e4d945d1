namespace Ledger.Files;

/// <summary>What a file is by its content. Anything else is not taken.</summary>
public enum FileKind
{
    Pdf,
    Jpeg,
    Png,
    Gif,
    Bmp,
    Tiff,
    Webp,
    Docx,
    Xlsx,
    Pptx,

    /// <summary>The older binary formats of office programs, Western and Chinese.</summary>
    OldOffice,

    /// <summary>开放版式文档, the national fixed-layout format.</summary>
    Ofd,
    Zip,
    Text,
    Mp4,
}

/// <summary>Which names a kind goes by, and what a browser is told it is.</summary>
public static class FileKinds
{
    private static readonly Dictionary<FileKind, (string MediaType, string[] Extensions)> Known = new()
    {
        [FileKind.Pdf] = ("application/pdf", [".pdf"]),
        [FileKind.Jpeg] = ("image/jpeg", [".jpg", ".jpeg"]),
        [FileKind.Png] = ("image/png", [".png"]),
        [FileKind.Gif] = ("image/gif", [".gif"]),
        [FileKind.Bmp] = ("image/bmp", [".bmp"]),
        [FileKind.Tiff] = ("image/tiff", [".tif", ".tiff"]),
        [FileKind.Webp] = ("image/webp", [".webp"]),
        [FileKind.Docx] = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", [".docx"]),
        [FileKind.Xlsx] = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [".xlsx"]),
        [FileKind.Pptx] = ("application/vnd.openxmlformats-officedocument.presentationml.presentation", [".pptx"]),
        [FileKind.OldOffice] = ("application/x-ole-storage", [".doc", ".xls", ".ppt", ".wps", ".et", ".dps"]),
        [FileKind.Ofd] = ("application/ofd", [".ofd"]),
        [FileKind.Zip] = ("application/zip", [".zip"]),
        [FileKind.Text] = ("text/plain", [".txt", ".csv"]),
        [FileKind.Mp4] = ("video/mp4", [".mp4"]),
    };

    /// <summary>All extensions that are taken: for a form's <c>accept</c>.</summary>
    public static string Accepted { get; } = string.Join(',', Known.Values.SelectMany(kind => kind.Extensions));

    public static string MediaType(this FileKind kind) => Known[kind].MediaType;

    /// <summary>Whether a browser may show it inside a page: pictures it draws and nothing runs in.</summary>
    public static bool IsPicture(this FileKind kind) => kind is FileKind.Jpeg or FileKind.Png or FileKind.Gif or FileKind.Webp or FileKind.Bmp;

    /// <summary>Whether a file of this kind may be called <paramref name="name"/>.</summary>
    public static bool Fits(this FileKind kind, string name) =>
        Known[kind].Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);
}
