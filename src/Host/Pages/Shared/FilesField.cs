namespace Host.Pages.Shared;

/// <summary>A field by which files are chosen for an act: what it is called, and what is said of it.</summary>
/// <param name="Id">Of the input; one page may have several.</param>
public sealed record FilesField(string Id, string Label, string? Help = null);
