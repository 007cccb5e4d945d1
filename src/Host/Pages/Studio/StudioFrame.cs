namespace Host.Pages.Studio;

/// <summary>One of the designer's elements in its frame.</summary>
/// <param name="Address">What it shows, below <c>/studio/frame/</c>.</param>
/// <param name="Title">The frame's name for those who do not see it.</param>
public sealed record StudioFrame(string Address, string Title);
