namespace DeploymentFlex.Cli;

/// <summary>What <c>flex</c> returns; the same list is in its help.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The work failed: a service is not healthy, a test failed, a build broke.</summary>
    public const int Failed = 1;

    /// <summary>The command line was wrong; nothing was done.</summary>
    public const int WrongUsage = 2;

    /// <summary>The command needs a running deployment and there is none.</summary>
    public const int NotRunning = 3;

    /// <summary>Ctrl-C, as shells count it (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}
