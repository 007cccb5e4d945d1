namespace Host.PrivatePostgres;

/// <summary>The private PostgreSQL could not be started; the message tells a person why and what to do.</summary>
internal sealed class PrivatePostgresException : Exception
{
    public PrivatePostgresException(string message)
        : base(message)
    {
    }

    public PrivatePostgresException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
