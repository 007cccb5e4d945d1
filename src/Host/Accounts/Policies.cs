namespace Host.Accounts;

/// <summary>What a page or an endpoint may ask of who stands before it. Without one, signed in is enough.</summary>
public static class Policies
{
    /// <summary>The rectification office, or a program with the key.</summary>
    public const string Office = "Office";

    /// <summary>The office or a leader of the city: whoever sees every issue.</summary>
    public const string SeesAll = "SeesAll";
}
