using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Execution;

namespace Aspire.Hosting.Dashboard;

/// <summary>The commands of every resource with a process: start, stop and restart, which can be used as its state allows.</summary>
internal static class LifecycleCommands
{
    public static void AddTo(IResource resource, ResourceRunner runner)
    {
        resource.Annotations.Add(new ResourceCommandAnnotation(
            KnownResourceCommands.StartCommand,
            "Start",
            static context => StateOf(context) switch
            {
                State.Stopped => ResourceCommandState.Enabled,
                State.OnItsWay => ResourceCommandState.Disabled,
                _ => ResourceCommandState.Hidden,
            },
            async context => await runner.RestartAsync(context.CancellationToken) ? Done("is started") : Refused,
            "Start the resource.", null, null, "Play", IconVariant.Filled, isHighlighted: true));

        resource.Annotations.Add(new ResourceCommandAnnotation(
            KnownResourceCommands.StopCommand,
            "Stop",
            static context => StateOf(context) switch
            {
                State.Runs => ResourceCommandState.Enabled,
                State.Stops => ResourceCommandState.Disabled,
                _ => ResourceCommandState.Hidden,
            },
            async context => await runner.EndAsync(context.CancellationToken) ? Done("has stopped") : Refused,
            "Stop the resource.", null, null, "Stop", IconVariant.Filled, isHighlighted: true));

        resource.Annotations.Add(new ResourceCommandAnnotation(
            KnownResourceCommands.RestartCommand,
            "Restart",
            static context => StateOf(context) is State.Runs ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
            async context => await runner.RestartAsync(context.CancellationToken) ? Done("is started again") : Refused,
            "Stop the resource and start it again.", null, null, "ArrowCounterclockwise", IconVariant.Regular, isHighlighted: false));

        ExecuteCommandResult Done(string what) => new() { Success = true, Message = $"'{resource.Name}' {what}." };
    }

    private enum State
    {
        Stopped,
        OnItsWay,
        Runs,
        Stops,
    }

    private static ExecuteCommandResult Refused => new() { Success = false, Message = "The application is stopping." };

    private static State StateOf(UpdateCommandStateContext context) => context.ResourceSnapshot.State?.Text switch
    {
        null => State.OnItsWay,
        var text when text == KnownResourceStates.NotStarted || KnownResourceStates.TerminalStates.Contains(text, StringComparer.Ordinal) => State.Stopped,
        var text when text == KnownResourceStates.Starting || text == KnownResourceStates.Waiting => State.OnItsWay,
        var text when text == KnownResourceStates.Stopping => State.Stops,
        _ => State.Runs,
    };
}
