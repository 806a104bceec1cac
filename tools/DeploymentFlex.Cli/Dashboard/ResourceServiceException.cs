namespace DeploymentFlex.Cli.Dashboard;

/// <summary>A call of the AppHost's resource service failed; the message is for the user.</summary>
/// <param name="message">What is wrong, and what to do.</param>
/// <param name="isGone">Whether nobody answers: the AppHost has not come so far, or has ended.</param>
/// <param name="inner">What it came from.</param>
internal sealed class ResourceServiceException(string message, bool isGone = false, Exception? inner = null) : Exception(message, inner)
{
    public bool IsGone => isGone;
}
