using CrmGraph.GraphQL.Execution.Planning;

namespace CrmGraph.GraphQL.Execution.Fetching;

/// <summary>All objects of one place of the operation, found while one level of it was fetched.</summary>
/// <param name="Selections">What is selected of them.</param>
/// <param name="Objects">The objects in the order in which the response will hold them.</param>
internal readonly record struct Place(SelectionSetTable Selections, object[] Objects);

/// <summary>Some objects of a place that have the same concrete type.</summary>
/// <param name="Selections">What is selected of that type.</param>
/// <param name="Objects">All objects of the place.</param>
/// <param name="Positions">Which of them are of that type.</param>
internal readonly record struct TypedPlace(SelectionSet Selections, object[] Objects, int[] Positions);
