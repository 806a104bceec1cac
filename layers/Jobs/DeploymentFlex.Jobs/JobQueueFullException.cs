using DeploymentFlex.Layers;

namespace DeploymentFlex.Jobs;

/// <summary>The queue holds as much as it may. Jobs that are in it are worked on; new ones are taken again when some are done.</summary>
public sealed class JobQueueFullException(string message) : LayerAnswerException(message);
