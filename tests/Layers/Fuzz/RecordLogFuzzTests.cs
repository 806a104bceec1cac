using System.Text;
using DeploymentFlex.Layers.RecordLogs;
using DeploymentFlex.Layers.Tests.Core.RecordLogs;

namespace DeploymentFlex.Layers.Tests.Fuzz;

/// <summary>A journal with any damage is read as far as it is whole, or refused with a reason.</summary>
public sealed class RecordLogFuzzTests(RecordLogFixture log) : IClassFixture<RecordLogFixture>
{
    private static readonly string[] s_written = ["first", "second", new('x', 300), "last"];

    [Fact]
    public async Task Damage_is_a_shorter_log_or_a_refusal()
    {
        await log.WriteAsync(s_written);
        var whole = await File.ReadAllBytesAsync(log.Path, TestContext.Current.CancellationToken);
        Fuzzing.Run<(int Cut, byte[] Noise, int At)>(damage => ReadPrefix(Fuzzing.Damage(whole, damage.Cut, damage.Noise, damage.At)).ShouldBeTrue());
    }

    [Fact]
    public void Any_bytes_are_a_log_or_a_refusal() => Fuzzing.Run<byte[]>(bytes => ReadPrefix(bytes));

    // What is read was written, in its order: never a record that nobody wrote.
    private bool ReadPrefix(byte[] bytes)
    {
        var path = log.Path + ".fuzz";
        File.WriteAllBytes(path, bytes);
        var read = new List<string>();
        try
        {
            RecordLog.Read(new RecordLogOptions { Path = path, Kind = "TEST", Version = 1, MaxBytes = 1 << 20 }, record => read.Add(Encoding.UTF8.GetString(record)));
        }
        catch (RecordLogException)
        {
            // Refused, with a reason.
        }

        return s_written.Take(read.Count).SequenceEqual(read, StringComparer.Ordinal);
    }
}
