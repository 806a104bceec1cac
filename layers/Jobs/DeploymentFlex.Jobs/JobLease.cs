namespace DeploymentFlex.Jobs;

/// <summary>The right to work on a job until the lease ends.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Token">Different for every lease; means something to the provider alone.</param>
public readonly record struct JobLease(Guid JobId, string Token);
