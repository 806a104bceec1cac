using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace DeploymentFlex.Layers.Tests.Fuzz;

/// <summary>Feeds readers what nobody would write, for <c>FLEX_FUZZ_SECONDS</c> each, 2 unless it is set. FsCheck makes it, and makes what fails small.</summary>
internal static class Fuzzing
{
    private const int InputsARound = 100;
    private const int LongestInput = 400;

    // Far above what any reader takes for one input, on any machine.
    private static readonly TimeSpan s_hang = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("FLEX_FUZZ_SECONDS"), out var seconds) ? seconds : 2);

    /// <summary>Runs the reader on one input after the other; what it throws, or a hang, fails the test with the input.</summary>
    public static void Run<T>(Action<T> read)
    {
        var started = Stopwatch.GetTimestamp();
        do
        {
            Prop.ForAll<T>(input => Task.Run(() => read(input), TestContext.Current.CancellationToken).Wait(s_hang).ShouldBeTrue("it hangs"))
                .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(InputsARound).WithEndSize(LongestInput));
        }
        while (Stopwatch.GetElapsedTime(started) < s_duration);
    }

    /// <summary>What is left of something whole: cut somewhere, with noise over a part of it, and sometimes with more behind it.</summary>
    public static byte[] Damage(byte[] whole, int cut, byte[] noise, int at)
    {
        var bytes = whole[..Math.Clamp(Math.Abs(cut % (whole.Length + 40)), 0, whole.Length)];
        var from = bytes.Length == 0 ? 0 : Math.Abs(at % bytes.Length);
        for (var i = 0; i < noise.Length && from + i < bytes.Length; i++)
        {
            bytes[from + i] = noise[i];
        }

        return [.. bytes, .. cut % 3 == 0 ? noise : []];
    }
}
