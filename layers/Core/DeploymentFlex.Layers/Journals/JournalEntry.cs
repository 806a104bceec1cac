namespace DeploymentFlex.Layers.Journals;

/// <summary>One thing that waits in a journal.</summary>
/// <param name="Id">What names it for <c>show</c> and <c>discard</c>.</param>
/// <param name="At">When it was accepted.</param>
/// <param name="What">What it is, in a few words without secrets.</param>
/// <param name="Bytes">Its size.</param>
public sealed record JournalEntry(string Id, DateTimeOffset At, string What, long Bytes);
