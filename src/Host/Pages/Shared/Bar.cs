using System.Globalization;

namespace Host.Pages.Shared;

/// <summary>How much of something is done, drawn as a bar; the figures always stand beside it in words.</summary>
public sealed record Bar(int Done, int Of)
{
    /// <summary>Width of the done part as SVG writes it.</summary>
    public string Width => string.Create(CultureInfo.InvariantCulture, $"{(Of == 0 ? 0 : 100m * Done / Of):0.##}%");
}
