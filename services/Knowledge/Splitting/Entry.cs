namespace DeploymentFlex.Services.Knowledge.Splitting;

/// <summary>What is indexed and found as one: a line, or a stack trace with the line it follows.</summary>
/// <param name="Line">The number of its first line.</param>
/// <param name="LastLine">The number of its last line.</param>
/// <param name="Text">Its lines, divided by line feeds.</param>
/// <param name="IsCut">Whether a line of it is longer than what is here.</param>
internal readonly record struct Entry(long Line, long LastLine, string Text, bool IsCut);
