namespace CrmGraph.GraphQL.Execution;

/// <summary>Stands in for the value of a field whose resolver threw; the writer turns it into an error at the field's path.</summary>
internal sealed record FieldFailure(Exception Exception);
