namespace CrmGraph.Domain.Pipelines;

/// <summary>How much a forecast may count on a deal.</summary>
public enum ForecastCategory
{
    /// <summary>Too early to count on.</summary>
    Pipeline,

    /// <summary>Comes in if all goes well.</summary>
    BestCase,

    /// <summary>Will come in unless something unusual happens.</summary>
    Commit,

    /// <summary>Has come in.</summary>
    Closed,

    /// <summary>Left out of forecasts.</summary>
    Omitted,
}
