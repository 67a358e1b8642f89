namespace CrmGraph.Testing.Emulators.MicrosoftGraph.Delta;

/// <summary>What the first rounds of a mailbox read; the service keeps a bounded number of them.</summary>
internal sealed class DeltaRounds
{
    private const int Kept = 100;

    private readonly Dictionary<int, object[]> _rounds = [];
    private int _last;

    internal int Add(object[] items)
    {
        _rounds[++_last] = items;
        _rounds.Remove(_last - Kept);
        return _last;
    }

    internal object[]? Find(int round) => _rounds.GetValueOrDefault(round);
}
