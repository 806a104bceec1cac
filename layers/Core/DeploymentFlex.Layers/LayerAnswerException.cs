namespace DeploymentFlex.Layers;

/// <summary>
/// The provider answered, and the answer is no: the key exists, the precondition failed. Passed on to the caller;
/// neither a fallback nor a circuit takes it for a failure of the provider.
/// </summary>
public abstract class LayerAnswerException : Exception
{
    protected LayerAnswerException(string message)
        : base(message)
    {
    }

    protected LayerAnswerException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    protected LayerAnswerException()
    {
    }
}
