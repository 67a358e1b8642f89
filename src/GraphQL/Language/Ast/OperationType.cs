namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>The three kinds of operation (spec 2.3).</summary>
public enum OperationType
{
    /// <summary>A read-only fetch.</summary>
    Query,

    /// <summary>A write followed by a fetch; root fields run one after the other.</summary>
    Mutation,

    /// <summary>A long-lived request that answers to a stream of events.</summary>
    Subscription,
}
