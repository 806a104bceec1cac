using System.Diagnostics;

namespace Aspire.Hosting.Execution;

/// <summary>
/// A small shell process that outlives this one when it is killed, and then ends every process that was started here.
/// It reads from a pipe that only this process holds: the end of the pipe is the end of this process, however it came.
/// </summary>
/// <remarks>
/// On Linux it also ends processes that it was not told of, by a variable in their environment: grandchildren, and a
/// child that was being started at that moment. Windows has no such shell; a killed AppHost leaves its children there.
/// </remarks>
internal sealed class ProcessWarden : IDisposable
{
    /// <summary>The environment variable that every process started here carries.</summary>
    public const string RunVariable = "FLEX_RUN_ID";

    private const string Script = """
        exec >/dev/null 2>&1
        trap '' HUP INT QUIT TERM
        children= engine=
        while read -r verb child; do
            case $verb in
                watch) children="$children $child" ;;
                forget)
                    kept=
                    for known in $children; do [ "$known" = "$child" ] || kept="$kept $known"; done
                    children=$kept ;;
                containers) engine=$child ;;
            esac
        done
        marked() { grep -lsz "^$1" /proc/[0-9]*/environ | sed 's|/proc/||; s|/environ||'; }
        signal() { for pid in $children $(marked "$2"); do kill -s "$1" -- "-$pid" || kill -s "$1" "$pid"; done; }
        left() { for pid in $children $(marked "$1"); do kill -0 "$pid" && return 0; done; return 1; }
        signal TERM "$1"
        for turn in 1 2 3 4 5 6 7 8 9 10; do left "$1" || break; sleep 0.2; done
        if left "$1"; then
            signal KILL "$1"
            sleep 0.2
            signal KILL "$1"
        fi
        if [ "$engine" ]; then
            for container in $("$engine" ps --all --quiet --filter "label=$2"); do "$engine" rm --force --volumes "$container"; done
        fi
        """;

    private readonly Lock _lock = new();
    private readonly Process? _shell;

    public ProcessWarden()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var start = Session.OfItsOwn("/bin/sh", ["-c", Script, "flex-warden", $"{RunVariable}={RunId}", $"{ContainerEngine.RunLabel}={RunId}"]);
        start.RedirectStandardInput = true;
        _shell = Process.Start(start);
    }

    /// <summary>The value of <see cref="RunVariable"/>: one for each run of an AppHost.</summary>
    public string RunId { get; } = Guid.NewGuid().ToString("N");

    public void Watch(int processId) => Tell($"watch {processId}");

    /// <summary>Says that a process has ended, since its number may be given to another one.</summary>
    public void Forget(int processId) => Tell($"forget {processId}");

    /// <summary>Names the container engine's command line, which removes the containers of this run.</summary>
    public void RemoveContainers(string program) => Tell($"containers {program}");

    public void Dispose()
    {
        _shell?.StandardInput.Dispose();
        _shell?.Dispose();
    }

    private void Tell(string line)
    {
        lock (_lock)
        {
            if (_shell is { HasExited: false })
            {
                _shell.StandardInput.WriteLine(line);
                _shell.StandardInput.Flush();
            }
        }
    }
}
