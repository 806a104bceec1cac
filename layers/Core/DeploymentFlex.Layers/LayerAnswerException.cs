namespace DeploymentFlex.Layers;

/// <summary>
/// The provider answered, and the answer is no: the key exists, the precondition failed. Passed on to the caller;
/// no fallback is asked instead, and no circuit takes it for a failure of the provider, unless it says that it is one.
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

    /// <summary>Whether the provider failed, although nobody else may be asked in its place: it counts against its circuit.</summary>
    public virtual bool IsFailure => false;
}
