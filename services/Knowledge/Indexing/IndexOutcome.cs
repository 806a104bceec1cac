namespace DeploymentFlex.Services.Knowledge.Indexing;

/// <summary>How an indexing ended.</summary>
internal enum IndexOutcome
{
    /// <summary>The evidence has its final status: indexed, partly indexed, or not text.</summary>
    Done,

    /// <summary>The evidence is gone, and so is what was written of it.</summary>
    Gone,

    /// <summary>Another instance has begun to index the same evidence; this one stopped.</summary>
    Superseded,
}
