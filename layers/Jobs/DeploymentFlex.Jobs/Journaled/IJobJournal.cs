namespace DeploymentFlex.Jobs.Journaled;

/// <summary>
/// Where a <see cref="JournaledJobQueue"/> keeps what it knows: what is noted here, in order, makes it what it is again.
/// It is called under the queue's lock, all but <see cref="FlushAsync"/>'s waiting.
/// </summary>
internal interface IJobJournal
{
    /// <summary>Notes a new job, unless the queue holds as much as it may.</summary>
    /// <param name="job">The job.</param>
    /// <param name="encoded">Its record, made before the lock was taken.</param>
    /// <param name="everything">All that is known, for a journal that wants to begin anew.</param>
    /// <exception cref="JobQueueFullException">There is no room for it.</exception>
    void Add(Job job, byte[] encoded, Func<IReadOnlyCollection<byte[]>> everything);

    /// <summary>Notes what a job has become.</summary>
    /// <param name="job">The job as it is now.</param>
    /// <param name="before">The job as it was.</param>
    void Update(Job job, Job before);

    /// <summary>Notes that a job is deleted.</summary>
    void Delete(Job job);

    /// <summary>Notes that a job that is done is forgotten. It follows from the times that are noted, and need not be.</summary>
    void Forget(Job job);

    void Set(JobSchedule schedule);

    void Delete(JobSchedule schedule);

    /// <summary>Says what was read from it amounts to.</summary>
    void Loaded(Func<IReadOnlyCollection<byte[]>> everything);

    /// <summary>May begin anew where most of what it holds is out of date.</summary>
    void Tidy(Func<IReadOnlyCollection<byte[]>> everything);

    /// <summary>Returns when all that was noted so far is durable.</summary>
    Task FlushAsync(CancellationToken cancellationToken);
}
