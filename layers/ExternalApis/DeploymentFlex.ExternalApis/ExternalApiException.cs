namespace DeploymentFlex.ExternalApis;

/// <summary>An API did not do a call, or its call may be repeated safely: the next provider is asked. The message shows no key and no body.</summary>
public sealed class ExternalApiException : Exception
{
    public ExternalApiException(string message)
        : base(message)
    {
    }

    public ExternalApiException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public ExternalApiException()
    {
    }
}
