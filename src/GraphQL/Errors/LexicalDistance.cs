namespace CrmGraph.GraphQL.Errors;

/// <summary>
/// Edit distance with transpositions of neighbours (optimal string alignment), ignoring case; a pure difference in case counts as one edit.
/// </summary>
internal sealed class LexicalDistance
{
    private readonly string input;
    private readonly string lowered;
    private readonly int[][] rows;

    public LexicalDistance(string input)
    {
        this.input = input;
        lowered = input.ToLowerInvariant();
        rows = [new int[input.Length + 1], new int[input.Length + 1], new int[input.Length + 1]];
    }

    /// <summary>The number of edits; null as soon as it is known to exceed the threshold.</summary>
    public int? Measure(string candidate, int threshold)
    {
        if (candidate == input)
            return 0;
        var other = candidate.ToLowerInvariant();
        if (other == lowered)
            return 1;
        if (Math.Abs(other.Length - lowered.Length) > threshold)
            return null;
        for (var j = 0; j <= lowered.Length; j++)
            rows[0][j] = j;
        for (var i = 1; i <= other.Length; i++)
        {
            var above = rows[(i - 1) % 3];
            var current = rows[i % 3];
            var smallest = current[0] = i;
            for (var j = 1; j <= lowered.Length; j++)
            {
                var replaced = above[j - 1] + (other[i - 1] == lowered[j - 1] ? 0 : 1);
                var cell = Math.Min(Math.Min(above[j] + 1, current[j - 1] + 1), replaced);
                if (i > 1 && j > 1 && other[i - 1] == lowered[j - 2] && other[i - 2] == lowered[j - 1])
                    cell = Math.Min(cell, rows[(i - 2) % 3][j - 2] + 1);
                current[j] = cell;
                smallest = Math.Min(smallest, cell);
            }

            if (smallest > threshold)
                return null;
        }

        var distance = rows[other.Length % 3][lowered.Length];
        return distance <= threshold ? distance : null;
    }
}
