using DeploymentFlex.Layers;

namespace DeploymentFlex.ExternalApis;

/// <summary>A call that must not be repeated got no answer: the API may have done it. No other provider is asked in its place.</summary>
public sealed class ExternalCallUncertainException : LayerAnswerException
{
    public ExternalCallUncertainException(string message)
        : base(message)
    {
    }

    public ExternalCallUncertainException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public ExternalCallUncertainException()
    {
    }

    /// <inheritdoc/>
    public override bool IsFailure => true;
}
