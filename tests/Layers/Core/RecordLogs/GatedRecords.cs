using System.Collections;
using System.Text;

namespace DeploymentFlex.Layers.Tests.Core.RecordLogs;

/// <summary>One record that can be counted at once, and written only when the gate is open.</summary>
internal sealed class GatedRecords(string record, ManualResetEventSlim gate) : IReadOnlyCollection<ReadOnlyMemory<byte>>
{
    private bool _isCounted;

    public int Count => 1;

    public IEnumerator<ReadOnlyMemory<byte>> GetEnumerator()
    {
        if (_isCounted)
        {
            gate.Wait();
        }

        _isCounted = true;
        yield return Encoding.UTF8.GetBytes(record);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
