using System.Diagnostics;
using DeploymentFlex.Jobs;

namespace DeploymentFlex.Services.Jobs.Work;

/// <summary>Lets the trace of what asked for a job go on in its attempt.</summary>
internal static class JobTrace
{
    private static readonly ActivitySource s_source = new("DeploymentFlex.Jobs");

    /// <summary>The activity of an attempt, whether anybody listens or not: the handler is told of it in any case.</summary>
    public static Activity Start(Job job)
    {
        _ = ActivityContext.TryParse(job.TraceParent, traceState: null, isRemote: true, out var parent);
        var name = $"job {job.Type}";
        var activity = s_source.CreateActivity(name, ActivityKind.Consumer, parent) ?? new Activity(name);
        if (activity.ParentId is null && parent != default)
        {
            activity.SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags);
        }

        activity.SetTag("job.id", job.Id);
        activity.SetTag("job.type", job.Type);
        activity.SetTag("job.attempt", job.Attempt);
        return activity.Start();
    }
}
