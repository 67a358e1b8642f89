namespace CrmGraph.Conformance.Oracle;

/// <summary>Chance from a seed: the same seed makes the same choices.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random random = new(seed);

    public int Below(int limit) => random.Next(limit);

    public int Between(int least, int most) => random.Next(least, most + 1);

    public bool Chance(int percent) => random.Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    public string Pick(params string[] choices) => choices[random.Next(choices.Length)];

    /// <summary>Some of the choices, each at most once, in their order.</summary>
    public T[] Some<T>(IReadOnlyList<T> choices, int most)
    {
        var left = Math.Min(most, choices.Count);
        return [.. choices.Where(_ => left > 0 && Chance(50) && left-- > 0)];
    }
}
