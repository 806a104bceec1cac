namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a waiting resource does when the other has failed.</summary>
public enum WaitBehavior
{
    WaitOnResourceUnavailable,
    StopOnResourceUnavailable,
}
