namespace CrmGraph.GraphQL.Execution.Writing;

/// <summary>CompleteValue (spec 6.4.3) for values of one CLR type: turns a value that is not null into JSON.</summary>
/// <typeparam name="T">The CLR type of the values.</typeparam>
internal abstract class Completion<T>
{
    /// <summary>
    /// Writes a value. False if null has to stand in its place: the error is recorded, and the caller truncates what was written.
    /// </summary>
    /// <param name="value">The value; not null.</param>
    /// <param name="child">The ordinal of the next fetched object at this place; counted on past those in the value.</param>
    /// <param name="writer">Where to write.</param>
    public abstract bool Write(T value, ref int child, ResponseWriter writer);

    /// <summary>How many fetched objects a value holds, for going on behind a value that was given up halfway.</summary>
    public virtual int CountObjects(T value) => 0;
}
