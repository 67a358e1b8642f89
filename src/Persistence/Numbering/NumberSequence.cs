namespace CrmGraph.Persistence.Numbering;

/// <summary>The last number given out of a series.</summary>
internal sealed class NumberSequence
{
    internal NumberSequence(string key, int last)
    {
        Key = key;
        Last = last;
    }

    /// <summary>The series, e.g. <c>opportunity:2026</c>.</summary>
    public string Key { get; private set; }

    /// <summary>The last number given out.</summary>
    public int Last { get; private set; }
}
