using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Host.PrivatePostgres;

/// <summary>The places of one private server: its cluster, log, password, socket.</summary>
internal sealed record ServerFolder(string Root)
{
    // A socket's path fits in 107 bytes on Linux and 103 on macOS, file name included.
    private const int LongestSocketFolder = 103 - 20;

    public string Cluster => Path.Combine(Root, "cluster");

    /// <summary>Where a new cluster is made before it gets its name, so that a kill on the way leaves no half one.</summary>
    public string Unfinished => Path.Combine(Root, "cluster.unfinished");

    public string Log => Path.Combine(Root, "server.log");

    public string PasswordFile => Path.Combine(Root, "password");

    public string LockFile => Path.Combine(Root, "in-use");

    public string PostmasterFile => Path.Combine(Cluster, "postmaster.pid");

    /// <summary>
    /// The folder of the Unix socket: ours, or one in the temp folder when ours is too long for a socket or has a comma,
    /// which to server and client alike parts one place from the next.
    /// </summary>
    public string Socket
    {
        get
        {
            var own = Path.Combine(Root, "socket");
            var fits = Encoding.UTF8.GetByteCount(own) <= LongestSocketFolder && own.AsSpan().IndexOfAny(",\":") < 0;
            return fits ? own : Path.Combine("/tmp", "workflows-" + Mark(Root));
        }
    }

    /// <summary>A short name for a path, the same on every run.</summary>
    public static string Mark(string path) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..12];

    /// <summary>The last lines of the server's log, for a message.</summary>
    public string LogTail()
    {
        if (!File.Exists(Log))
        {
            return string.Create(CultureInfo.InvariantCulture, $"(no log at {Log})");
        }

        return string.Join(Environment.NewLine, File.ReadLines(Log).TakeLast(20));
    }
}
