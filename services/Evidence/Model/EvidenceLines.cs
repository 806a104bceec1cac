namespace DeploymentFlex.Services.Evidence.Model;

/// <summary>The line index of one piece of evidence, beside its record so that lists do not read it.</summary>
public sealed class EvidenceLines
{
    public Guid EvidenceId { get; init; }

    /// <summary>As <see cref="Lines.LineIndex"/> writes it.</summary>
    public required byte[] Index { get; init; }
}
