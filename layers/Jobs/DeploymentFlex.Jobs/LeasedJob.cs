namespace DeploymentFlex.Jobs;

/// <summary>A job in the hands of a worker.</summary>
public sealed record LeasedJob(Job Job, JobLease Lease);
