namespace CrmGraph.Domain.Duplicates;

/// <summary>How sure it is that two records are the same customer.</summary>
/// <param name="Similarity">From 0 (nothing in common) to 1.</param>
/// <param name="MatchedOn">What speaks for it, the strongest first: email, phone, company, name, similarCompany, similarName, registrationNumber, domain.</param>
public sealed record Likeness(double Similarity, IReadOnlyList<string> MatchedOn)
{
    /// <summary>Names that are less alike than this are different names.</summary>
    private const double LeastAlike = 0.8;

    /// <summary>What names that are alike but not the same weigh at most: by themselves they never reach the usual threshold.</summary>
    private const double MostForSimilarNames = 0.78;

    /// <summary>
    /// Compares match keys. Each piece of evidence has a weight w; together they make 1 − ∏(1 − w). The domain does not count beside the
    /// e-mail address that it is part of, nor a similar name beside the same one.
    /// </summary>
    /// <param name="entity">What is compared.</param>
    /// <param name="keys">The keys of one record.</param>
    /// <param name="others">The keys of the other one, at least those that are equal and the stems.</param>
    public static Likeness Of(MatchedEntity entity, IReadOnlyList<MatchKey> keys, IReadOnlyList<MatchKey> others)
    {
        var evidence = new List<(string Name, double Weight)>();
        foreach (var key in keys)
        {
            if (others.Any(o => o.Kind == key.Kind && o.Value == key.Value) && WeightOf(entity, key.Kind) is > 0 and var weight)
                evidence.Add((NameOf(entity, key.Kind), weight));
        }
        if (evidence.Any(e => e.Name == "email")) evidence.RemoveAll(e => e.Name == "domain");
        if (!evidence.Exists(e => e.Name == NameOf(entity, MatchKind.Company)) && SimilarNames(keys, others) is > 0 and var alike)
            evidence.Add((entity == MatchedEntity.Account ? "similarName" : "similarCompany", alike));
        var unlike = evidence.Aggregate(1.0, (product, e) => product * (1 - e.Weight));
        return new Likeness(Math.Round(1 - unlike, 4), [.. evidence.OrderByDescending(e => e.Weight).Select(e => e.Name)]);
    }

    /// <summary>What a key that is the same weighs by itself.</summary>
    public static double WeightOf(MatchedEntity entity, MatchKind kind) => (entity, kind) switch
    {
        (_, MatchKind.RegistrationNumber) => 0.98,
        (_, MatchKind.Email) => 0.95,
        (_, MatchKind.Phone) => 0.9,
        (_, MatchKind.Company) => 0.85,
        (MatchedEntity.Account, MatchKind.Domain) => 0.85,
        (_, MatchKind.Domain) => 0.6,
        _ => 0,
    };

    /// <summary>The share of pairs of neighbouring characters that two names have in common (Sørensen and Dice): 1 if they are equal.</summary>
    public static double OfNames(string one, string other)
    {
        if (one == other) return 1;
        if (one.Length < 2 || other.Length < 2) return 0;
        var left = PairsOf(other);
        var shared = 0;
        for (var i = 0; i + 1 < one.Length; i++)
        {
            if (!left.Remove((one[i], one[i + 1]))) continue;
            shared++;
        }
        return 2.0 * shared / (one.Length - 1 + other.Length - 1);
    }

    private static List<(char, char)> PairsOf(string name) => [.. Enumerable.Range(0, name.Length - 1).Select(i => (name[i], name[i + 1]))];

    private static double SimilarNames(IReadOnlyList<MatchKey> keys, IReadOnlyList<MatchKey> others)
    {
        if (keys.FirstOrDefault(k => k.Kind == MatchKind.CompanyStem)?.Whole is not { } name) return 0;
        var alike = others.Where(o => o.Kind == MatchKind.CompanyStem && o.Whole is not null).Select(o => OfNames(name, o.Whole!)).DefaultIfEmpty().Max();
        return alike >= LeastAlike ? alike * MostForSimilarNames : 0;
    }

    private static string NameOf(MatchedEntity entity, MatchKind kind) => kind switch
    {
        MatchKind.Email => "email",
        MatchKind.Phone => "phone",
        MatchKind.RegistrationNumber => "registrationNumber",
        MatchKind.Domain => "domain",
        _ => entity == MatchedEntity.Account ? "name" : "company",
    };
}
