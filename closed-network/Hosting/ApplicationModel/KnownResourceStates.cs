namespace Aspire.Hosting.ApplicationModel;

/// <summary>The names of the states that a resource goes through.</summary>
public static class KnownResourceStates
{
    public static readonly string NotStarted = nameof(NotStarted);
    public static readonly string Waiting = nameof(Waiting);
    public static readonly string Starting = nameof(Starting);
    public static readonly string Running = nameof(Running);
    public static readonly string Stopping = nameof(Stopping);

    /// <summary>Ended with a code other than 0.</summary>
    public static readonly string Exited = nameof(Exited);

    /// <summary>Ended with code 0.</summary>
    public static readonly string Finished = nameof(Finished);

    public static readonly string FailedToStart = nameof(FailedToStart);

    /// <summary>The states that a resource does not leave by itself.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];
}
