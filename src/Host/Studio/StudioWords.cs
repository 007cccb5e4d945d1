namespace Host.Studio;

/// <summary>Texts of the designer's pages; see <c>StudioWords.resx</c>.</summary>
public sealed class StudioWords;
