using System.Text;
using DeploymentFlex.Files.Spooling;
using DeploymentFlex.Jobs.Journaled;
using DeploymentFlex.Layers.RecordLogs;
using DeploymentFlex.Telemetry.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeploymentFlex.Layers.Tests.Fuzz;

/// <summary>A record that is whole in its log and still none is damage of the file, which is named.</summary>
public sealed class RecordDecoderFuzzTests : IDisposable
{
    private static readonly byte[] s_spooled = new SpoolRecord("a/b", new SpooledFile("a/b", 3, new string('0', 64), DateTimeOffset.UnixEpoch)).ToBytes();

    private static readonly byte[] s_job = Encoding.UTF8.GetBytes(
        """{"change":{"id":"0199f7a0-0000-7000-8000-000000000000","state":"Dead","attempt":1,"notBefore":"2026-01-01T00:00:00+00:00","lastError":"x"}}""");

    private readonly string _folder = Directory.CreateTempSubdirectory("flex-decoders-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Telemetry_is_read_or_refused() => Fuzzing.Run<byte[]>(bytes => Refusing(() => TelemetryRecord.Decode(bytes).Message.Length.ShouldBe(bytes.Length - 9)));

    [Fact]
    public void The_spool_is_read_or_refused() => Fuzzing.Run<(int Cut, byte[] Noise, int At)>(damage => Refusing(() =>
    {
        var files = new WaitingFiles();
        SpoolRecord.Apply(Fuzzing.Damage(s_spooled, damage.Cut, damage.Noise, damage.At), files);
        files.All.ShouldAllBe(static file => file.Sha256 != null);
    }));

    [Fact]
    public void Jobs_are_read_or_refused() => Fuzzing.Run<(int Cut, byte[] Noise, int At)>(damage =>
        Refusing(() => JobRecord.Decode(Fuzzing.Damage(s_job, damage.Cut, damage.Noise, damage.At)).ShouldNotBeNull()));

    [Fact]
    public async Task The_error_names_the_file()
    {
        var options = new RecordLogOptions { Path = Path.Combine(_folder, "jobs.log"), Kind = "JOBS", Version = 1, MaxBytes = 1 << 20 };
        await using (var log = RecordLog.Open(options, static _ => { }, NullLogger.Instance))
        {
            await log.AppendAsync(s_job, TestContext.Current.CancellationToken);
            await log.AppendAsync("""{"change":null,"job":7}"""u8, TestContext.Current.CancellationToken);
        }

        Should.Throw<RecordLogCorruptException>(() => RecordLog.Read(options, static record => JobRecord.Decode(record)))
            .Message.ShouldContain($"'{options.Path}' is damaged at byte {16 + RecordLog.SizeOf(s_job.Length)}: a record is not what it should be: $.job");
    }

    private static void Refusing(Action read)
    {
        try
        {
            read();
        }
        catch (InvalidDataException error)
        {
            error.Message.ShouldNotBeNullOrWhiteSpace();
        }
    }
}
