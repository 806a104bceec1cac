using DeploymentFlex.Services.Evidence.Model;

namespace DeploymentFlex.Services.Evidence.Uploads;

/// <summary>What came of an upload.</summary>
/// <param name="Evidence">The record: a new one, or the one that has the same bytes already.</param>
/// <param name="IsNew">Whether it is a new one.</param>
/// <param name="IsSpooled">Whether the file waits on this machine's disk until the store is back.</param>
internal sealed record UploadResult(EvidenceRecord Evidence, bool IsNew, bool IsSpooled)
{
    public int Status => (IsNew, IsSpooled) switch
    {
        (false, _) => StatusCodes.Status200OK,
        (true, true) => StatusCodes.Status202Accepted,
        _ => StatusCodes.Status201Created,
    };
}
