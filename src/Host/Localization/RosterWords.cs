namespace Host.Localization;

/// <summary>
/// The words of the pages about people, units and accounts: <c>RosterWords.resx</c> is zh-CN, the neutral language,
/// <c>RosterWords.en.resx</c> English.
/// </summary>
public sealed class RosterWords;
