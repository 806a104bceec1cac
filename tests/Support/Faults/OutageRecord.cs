namespace DeploymentFlex.TestSupport.Faults;

/// <summary>The moments of an outage, as times since the run began.</summary>
/// <param name="Outage">Which.</param>
/// <param name="Beginning">Before this the server was whole.</param>
/// <param name="Began">From here on it was on.</param>
/// <param name="Seen">When it was shown to be on; null when it never was.</param>
/// <param name="Ending">From here on the server may have answered again.</param>
/// <param name="Returned">From here on the server was whole, and shown as such.</param>
public sealed record OutageRecord(Outage Outage, TimeSpan Beginning, TimeSpan Began, TimeSpan? Seen, TimeSpan Ending, TimeSpan Returned);
