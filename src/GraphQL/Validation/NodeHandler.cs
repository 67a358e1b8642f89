namespace CrmGraph.GraphQL.Validation;

/// <summary>What a rule does when the walk enters or leaves a node.</summary>
internal delegate void NodeHandler<in T>(ValidationContext context, T node);
