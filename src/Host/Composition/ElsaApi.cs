namespace Host.Composition;

internal static class ElsaApi
{
    public static void MapElsa(this WebApplication app)
    {
    }
}
