using DeploymentFlex.Services.Knowledge.Evidence;

namespace DeploymentFlex.Services.Knowledge.Indexing;

/// <summary>Tells how far the reading of a file is: when another twentieth is read, or half a second has passed.</summary>
internal sealed class ProgressReports(EvidenceClient evidence, EvidenceInfo info, Stream content, TimeProvider time)
{
    private const double Step = 0.05;

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(500);

    private double _told;
    private long _toldAt = time.GetTimestamp();

    /// <summary>Tells if it is time to; false when the evidence is gone.</summary>
    public async ValueTask<bool> TellAsync(CancellationToken cancellationToken)
    {
        var progress = Math.Min(1, content.Position / (double)Math.Max(1, info.Size));
        if (progress - _told < Step && time.GetElapsedTime(_toldAt) < s_interval)
        {
            return true;
        }

        _told = progress;
        _toldAt = time.GetTimestamp();
        try
        {
            return await evidence.ReportAsync(info.Id, EvidenceReport.Indexing(progress), cancellationToken);
        }
        catch (HttpRequestException)
        {
            // A report that is missed is made up for by the next one; the last one, of the outcome, has to arrive.
            return true;
        }
    }
}
