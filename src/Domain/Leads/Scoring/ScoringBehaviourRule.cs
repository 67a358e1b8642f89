using System.Globalization;

namespace CrmGraph.Domain.Leads.Scoring;

/// <summary>How a behaviour counts less as it ages.</summary>
public enum ScoringDecay
{
    /// <summary>It counts in full for ever.</summary>
    None,

    /// <summary>It counts half after the given days, a quarter after twice as many, and so on.</summary>
    HalfLife,

    /// <summary>It counts less in equal steps, and nothing after the given days.</summary>
    Linear,
}

/// <summary>A rule about what a lead does.</summary>
/// <param name="Kind">The kind of behaviour, e.g. page_visit; compared in any case and spelling. One rule per kind.</param>
/// <param name="Points">Points of one fresh behaviour, from −1,000 to 1,000.</param>
/// <param name="Cap">How many points all behaviours of the kind can give (or take) together; null for no limit.</param>
/// <param name="Decay">How a behaviour counts less as it ages.</param>
/// <param name="DecayDays">The days of the decay, from 1 to 3,650; null for NONE.</param>
public sealed record ScoringBehaviourRule(string Kind, int Points, int? Cap, ScoringDecay Decay, int? DecayDays)
{
    // so many points can no cap and no maximum mean, and an int holds them
    private const double Most = 1_000_000;

    internal ScoringBehaviourRule Checked()
    {
        var valid = this with
        {
            Kind = LeadBehaviour.Normalize(Guard.Text(Kind, "kind", 50)),
            Points = ScoringDefinition.CheckedPoints(Points),
            Cap = Guard.OptionalRange(Cap, "cap", 0, 10_000),
            Decay = Guard.Defined(Decay, "decay"),
            DecayDays = Guard.OptionalRange(DecayDays, "decayDays", 1, 3650),
        };
        if (Decay != ScoringDecay.None && DecayDays is null) throw Guard.Invalid("decayDays", "A decay needs decayDays.");
        if (Decay == ScoringDecay.None && DecayDays is not null) throw Guard.Invalid("decayDays", "decayDays is for HALF_LIFE and LINEAR only.");
        return valid;
    }

    /// <summary>All behaviours of the kind make one contribution: the sum of what each still counts, held within the cap, rounded half away from zero.</summary>
    internal ScoreContribution? Evaluate(IReadOnlyList<ScoredBehaviour> behaviours, DateTimeOffset now)
    {
        if (behaviours.Count == 0) return null;
        var sum = behaviours.Sum(b => Points * Share(now - b.At));
        var held = Cap is { } cap ? Math.Clamp(sum, -cap, cap) : Math.Clamp(sum, -Most, Most);
        var points = (int)Math.Round(held, MidpointRounding.AwayFromZero);
        if (points == 0) return null;
        var reason = string.Create(CultureInfo.InvariantCulture, $"{behaviours.Count} × {Kind}");
        if (Decay != ScoringDecay.None) reason += string.Create(CultureInfo.InvariantCulture, $", with age worth {Math.Round(sum, 1)} points");
        if (held != sum) reason += string.Create(CultureInfo.InvariantCulture, $", capped at {Cap}");
        return new ScoreContribution(Kind, points, reason, behaviours.Max(b => b.At));
    }

    private double Share(TimeSpan age)
    {
        var days = Math.Max(0, age.TotalDays);
        return Decay switch
        {
            ScoringDecay.HalfLife => Math.Pow(0.5, days / DecayDays!.Value),
            ScoringDecay.Linear => Math.Max(0, 1 - days / DecayDays!.Value),
            _ => 1,
        };
    }
}
