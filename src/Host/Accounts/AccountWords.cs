namespace Host.Accounts;

/// <summary>The words of the account pages: <c>AccountWords.resx</c> is zh-CN, the neutral language, <c>AccountWords.en.resx</c> English.</summary>
public sealed class AccountWords;
