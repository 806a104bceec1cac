namespace Aspire.Hosting.Dashboard;

/// <summary>How a call ended: the numbers are gRPC's (statuscodes.md in grpc/grpc).</summary>
internal enum GrpcStatus
{
    Ok = 0,
    InvalidArgument = 3,
    NotFound = 5,
    Unimplemented = 12,
    Internal = 13,
    Unavailable = 14,
    Unauthenticated = 16,
}
