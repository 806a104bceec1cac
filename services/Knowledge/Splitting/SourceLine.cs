namespace DeploymentFlex.Services.Knowledge.Splitting;

/// <summary>A line of a file.</summary>
/// <param name="Number">Its number, counted from 1 by line feeds.</param>
/// <param name="Text">Its text without the line's end.</param>
/// <param name="IsCut">Whether the line is longer than its text.</param>
internal readonly record struct SourceLine(long Number, string Text, bool IsCut)
{
    public bool IsBlank => string.IsNullOrWhiteSpace(Text);
}
