using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Aspire.V1;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>Answers the calls of <c>aspire.v1.DashboardService</c>. Each message is sent when the one before it has left: a slow reader slows its own call alone.</summary>
internal sealed partial class DashboardCalls(
    DashboardSettings settings,
    ResourceFeed feed,
    ResourceMessages messages,
    ResourceLoggerService logs,
    ResourceCommandService commands,
    IHostEnvironment environment,
    ILogger<DashboardCalls> logger)
{
    public const string KeyHeader = "x-resource-service-api-key";

    private const string Service = "/aspire.v1.DashboardService";

    // Characters, so that a message of lines stays far below what gRPC clients take at once (4 MiB).
    private const int LinesAtOnce = 256 * 1024;

    private readonly byte[] _key = Encoding.UTF8.GetBytes(settings.ServiceKey);

    public async Task AnswerAsync(HttpContext context, CancellationToken stopping)
    {
        if (!context.Request.Path.StartsWithSegments(Service, StringComparison.Ordinal, out var method)
            || context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) != true)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "application/grpc";
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            var (status, message) = HasKey(context.Request)
                ? await AnswerAsync(method.Value?.TrimStart('/'), context, either.Token)
                : (GrpcStatus.Unauthenticated, $"The header {KeyHeader} is missing or wrong.");
            End(context.Response, status, message);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            End(context.Response, GrpcStatus.Unavailable, "The application stops.");
        }
        catch (Exception error) when (context.RequestAborted.IsCancellationRequested && error is OperationCanceledException or IOException)
        {
            // The caller has gone, and nobody is left to answer.
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            End(context.Response, GrpcStatus.InvalidArgument, error.Message);
        }
#pragma warning disable CA1031 // One call that fails says so, and the others go on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogFailed(logger, context.Request.Path, error);
            End(context.Response, GrpcStatus.Internal, "The call failed; the AppHost's log says why.");
        }
    }

    private async Task<(GrpcStatus Status, string? Message)> AnswerAsync(string? method, HttpContext context, CancellationToken cancellationToken)
    {
        switch (method)
        {
            case "GetApplicationInformation":
                await SendAsync(context, new ApplicationInformationResponse { ApplicationName = Name }, cancellationToken);
                return (GrpcStatus.Ok, null);
            case "WatchResources":
                await feed.SendAsync(update => SendAsync(context, update, cancellationToken), cancellationToken);
                return (GrpcStatus.Ok, null);
            case "WatchResourceConsoleLogs":
                return await WatchLogsAsync(context, cancellationToken);
            case "ExecuteResourceCommand":
                return await ExecuteAsync(context, cancellationToken);
            case "WatchInteractions":
                // Nothing here asks the user anything; the call is held open, as its other end expects.
                await context.Response.BodyWriter.FlushAsync(cancellationToken);
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return (GrpcStatus.Ok, null);
            default:
                return (GrpcStatus.Unimplemented, $"There is no '{method}' here.");
        }
    }

    private string Name => environment.ApplicationName.EndsWith(".AppHost", StringComparison.Ordinal)
        ? environment.ApplicationName[..^".AppHost".Length]
        : environment.ApplicationName;

    private async Task<(GrpcStatus Status, string? Message)> WatchLogsAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = await ReadAsync(context, WatchResourceConsoleLogsRequest.Parser, cancellationToken);
        if (messages.Find(request.ResourceName) is not { } resource)
        {
            return (GrpcStatus.NotFound, $"There is no resource '{request.ResourceName}'.");
        }

        var log = logs.LogOf(resource.Name);
        if (request.SuppressFollow)
        {
            await SendLinesAsync(context, log.Kept(), cancellationToken);
            return (GrpcStatus.Ok, null);
        }

        await foreach (var lines in log.WatchAsync(cancellationToken))
        {
            await SendLinesAsync(context, lines, cancellationToken);
        }

        return (GrpcStatus.Ok, null);
    }

    private static async Task SendLinesAsync(HttpContext context, IReadOnlyList<LogLine> lines, CancellationToken cancellationToken)
    {
        var update = new WatchResourceConsoleLogsUpdate();
        var characters = 0;
        foreach (var line in lines)
        {
            update.LogLines.Add(new ConsoleLogLine { Text = line.Content, IsStdErr = line.IsErrorMessage, LineNumber = line.LineNumber });
            characters += line.Content.Length;
            if (characters >= LinesAtOnce)
            {
                await SendAsync(context, update, cancellationToken);
                update = new WatchResourceConsoleLogsUpdate();
                characters = 0;
            }
        }

        if (characters > 0)
        {
            await SendAsync(context, update, cancellationToken);
        }
    }

    private async Task<(GrpcStatus Status, string? Message)> ExecuteAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = await ReadAsync(context, ResourceCommandRequest.Parser, cancellationToken);
        if (messages.Find(request.ResourceName) is not { } resource)
        {
            return (GrpcStatus.NotFound, $"There is no resource '{request.ResourceName}'.");
        }

        var result = await commands.ExecuteCommandAsync(resource, request.CommandName, cancellationToken);
        await SendAsync(
            context,
            new ResourceCommandResponse
            {
                Kind = result.Success ? ResourceCommandResponseKind.Succeeded
                    : result.Canceled ? ResourceCommandResponseKind.Cancelled
                    : ResourceCommandResponseKind.Failed,
                Message = result.Message ?? "",
            },
            cancellationToken);
        return (GrpcStatus.Ok, null);
    }

    private bool HasKey(HttpRequest request) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Headers[KeyHeader].ToString()), _key);

    private static async Task<T> ReadAsync<T>(HttpContext context, MessageParser<T> parser, CancellationToken cancellationToken)
        where T : class, IMessage<T> =>
        await GrpcFrame.ReadAsync(context.Request.Body, parser, cancellationToken) ?? throw new InvalidDataException("The call has no message.");

    private static async Task SendAsync(HttpContext context, IMessage message, CancellationToken cancellationToken) =>
        await context.Response.BodyWriter.WriteAsync(GrpcFrame.Write(message), cancellationToken);

    private static void End(HttpResponse response, GrpcStatus status, string? message)
    {
        response.AppendTrailer("grpc-status", $"{(int)status}");
        if (message is not null)
        {
            response.AppendTrailer("grpc-message", Uri.EscapeDataString(message));
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The call {Path} failed")]
    private static partial void LogFailed(ILogger logger, string path, Exception error);
}
