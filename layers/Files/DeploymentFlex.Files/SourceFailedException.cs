using DeploymentFlex.Layers;

namespace DeploymentFlex.Files;

/// <summary>Carries the failure of a caller's stream through the chain, as an answer: the provider did nothing wrong.</summary>
internal sealed class SourceFailedException(Exception failure) : LayerAnswerException(failure.Message, failure);
