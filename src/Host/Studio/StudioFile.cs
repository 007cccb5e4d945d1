using System.Text.RegularExpressions;

namespace Host.Studio;

/// <summary>One file of the designer, with the packed forms the package brings beside it.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="ContentType">What browsers must be told it is: WebAssembly is compiled while it arrives only under its own type.</param>
/// <param name="IsNamedByContent">Whether its name changes with its content, so that it may be kept for good.</param>
/// <param name="Tag">What tells it from the same file of another version.</param>
public sealed partial record StudioFile(string Path, string ContentType, bool IsNamedByContent, string Tag)
{
    // Best first. Browsers name brotli only where the connection is safe, so an intranet without TLS takes gzip.
    private static readonly (string Encoding, string Ending)[] Packed = [("br", ".br"), ("gzip", ".gz")];

    /// <summary>The encodings there is a packed form for, best first, with its path.</summary>
    public IReadOnlyList<(string Encoding, string Path)> Encodings { get; } =
        [.. Packed.Select(p => (p.Encoding, Path + p.Ending)).Where(p => File.Exists(p.Item2))];

    /// <summary>The file, or null where browsers have no business with it.</summary>
    public static StudioFile? Read(FileInfo file, string version) =>
        TypeOf(file.Extension) is { } type
            ? new StudioFile(file.FullName, type, ContentName().IsMatch(file.Name), FormattableString.Invariant($"{version}-{file.Length:x}"))
            : null;

    private static string? TypeOf(string extension) => extension switch
    {
        ".wasm" => "application/wasm",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".json" => "application/json",
        ".dat" => "application/octet-stream",
        ".woff2" => "font/woff2",
        ".ttf" => "font/ttf",
        ".png" => "image/png",
        ".ico" or ".cur" => "image/x-icon",
        ".svg" => "image/svg+xml",
        _ => null,
    };

    [GeneratedRegex(@"\.[a-z0-9]{10}\.(wasm|js|dat)$")]
    private static partial Regex ContentName();
}
