namespace Host.Startup;

/// <summary>The Host does not start; the message tells a person why and what to do, in Chinese and in English.</summary>
public sealed class StartRefusedException(string chinese, string english, Exception? innerException = null)
    : Exception(chinese + Environment.NewLine + english, innerException);
