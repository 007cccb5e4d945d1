namespace Notifications.SigningIn;

/// <summary>No access token was to be had.</summary>
/// <param name="isRefused">Whether the endpoint said no; otherwise it could not be asked, or made no sense.</param>
internal sealed class AccessTokenException(string message, bool isRefused, Exception? cause = null) : Exception(message, cause)
{
    public bool IsRefused { get; } = isRefused;
}
