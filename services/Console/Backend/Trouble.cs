using System.Diagnostics;

namespace DeploymentFlex.Services.Console.Backend;

/// <summary>Why a service gave no result, in the user's terms.</summary>
/// <param name="Status">The HTTP status, or 0 when there was no answer at all.</param>
/// <param name="What">What failed.</param>
/// <param name="Try">What to do about it.</param>
/// <param name="TraceId">What an operator finds the request by in the logs.</param>
public sealed record Trouble(int Status, string What, string Try, string? TraceId)
{
    public bool IsConflict => Status is StatusCodes.Status412PreconditionFailed;

    public bool IsNotFound => Status is StatusCodes.Status404NotFound;

    internal static Trouble NoAnswer(string service) => new(
        0,
        $"The {service} service did not answer.",
        "Try again in a few seconds. If it stays away, the overview shows which part is down.",
        Activity.Current?.TraceId.ToString());

    internal static Trouble From(string service, int status, ProblemBody? problem) => new(
        status,
        problem?.Detail ?? problem?.Title ?? $"The {service} service answered with status {status}.",
        Advice(status),
        TraceOf(problem?.TraceId) ?? Activity.Current?.TraceId.ToString());

    private static string Advice(int status) => status switch
    {
        StatusCodes.Status404NotFound => "It may have been removed. Go back to the list and look for it there.",
        StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed => "Look at the current state, then decide again.",
        StatusCodes.Status429TooManyRequests => "Wait a minute, then try again.",
        >= 500 => "Try again in a few seconds. If it stays, hand the trace id to the operator.",
        _ => "Correct the input and try again.",
    };

    // A W3C trace parent is 00-<trace id>-<span id>-<flags>; logs are searched by the trace id.
    private static string? TraceOf(string? traceParent) =>
        traceParent?.Split('-') is [_, { Length: 32 } id, ..] ? id : traceParent;
}
