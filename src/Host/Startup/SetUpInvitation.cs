namespace Host.Startup;

/// <summary>The token of this start's set-up link; null when somebody can sign in already.</summary>
internal sealed class SetUpInvitation
{
    public string? Token { get; set; }
}
