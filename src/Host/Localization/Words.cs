namespace Host.Localization;

/// <summary>
/// The words of the pages: <c>Words.resx</c> is zh-CN, the neutral language, <c>Words.en.resx</c> English.
/// Asked for as <c>IStringLocalizer&lt;Words&gt;</c>; a test holds both files and the pages' keys against each other.
/// </summary>
public sealed class Words;
