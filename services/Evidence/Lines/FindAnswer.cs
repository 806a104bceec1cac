namespace DeploymentFlex.Services.Evidence.Lines;

/// <summary>
/// How far a search got. <paramref name="Done"/> is true with a hit and at the end of the file; otherwise
/// <paramref name="ScannedTo"/> is the line to go on behind.
/// </summary>
public sealed record FindAnswer(FindHit? Hit, long ScannedTo, bool Done);
