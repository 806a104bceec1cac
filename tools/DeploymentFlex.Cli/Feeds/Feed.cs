namespace DeploymentFlex.Cli.Feeds;

/// <summary>Which packages the source carries.</summary>
internal enum Feed
{
    /// <summary>Everything that the public source has.</summary>
    Full,

    /// <summary>A partial copy, without Aspire's packages.</summary>
    Closed,
}
