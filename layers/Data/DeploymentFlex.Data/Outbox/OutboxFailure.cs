namespace DeploymentFlex.Data.Outbox;

/// <summary>Why a message was not taken.</summary>
/// <param name="Reason">In words, without secrets.</param>
/// <param name="IsRefusal">Whether the receiver says that the message itself is wrong; it is tried again all the same.</param>
internal sealed record OutboxFailure(string Reason, bool IsRefusal);
