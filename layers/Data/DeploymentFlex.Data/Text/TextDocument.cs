namespace DeploymentFlex.Data.Text;

/// <summary>A text to be found.</summary>
/// <param name="Id">Its id, made by the application.</param>
/// <param name="Source">What it came from, and is removed with: an evidence.</param>
/// <param name="Scope">What a search can be limited to: a case.</param>
/// <param name="Text">The text.</param>
public sealed record TextDocument(Guid Id, Guid Source, Guid Scope, string Text);
