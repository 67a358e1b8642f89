using System.Globalization;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Validation;

namespace CrmGraph.Conformance.Oracle;

/// <summary>How much is compared, and with what settings of our engine.</summary>
internal static class OracleRun
{
    /// <summary>No limits: the reference has none.</summary>
    public static readonly ValidationOptions Unlimited = new() { Limits = ValidationLimits.None };

    /// <summary>An executor without limits of its own.</summary>
    public static readonly ExecutorOptions Executor = new() { Parser = ParserOptions.Trusted, Validation = Unlimited };

    /// <summary>How many random documents a run compares; CRMGRAPH_ORACLE_DOCUMENTS sets another number than 1,500.</summary>
    public static int Documents { get; } = Number("CRMGRAPH_ORACLE_DOCUMENTS", 1500);

    /// <summary>Where seeds begin; CRMGRAPH_ORACLE_SEED sets another than 1, to see documents nobody has seen yet.</summary>
    public static int FirstSeed { get; } = Number("CRMGRAPH_ORACLE_SEED", 1);

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
