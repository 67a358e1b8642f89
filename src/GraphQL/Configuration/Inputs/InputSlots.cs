using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>Makes the C# value of a coerced value that is neither null nor absent.</summary>
internal delegate object ReadInput(object raw, InputPath at);

/// <summary>Reads the slots of coerced arguments and input objects as C# types. Called by compiled binders.</summary>
internal static class InputSlots
{
    /// <summary>A value that coercion has made already; the default of the type if null or absent.</summary>
    public static T? Value<T>(object? raw) => raw is null || ReferenceEquals(raw, InputObjectValue.Absent) ? default : (T)raw;

    /// <summary>A value that has to be made of the coerced one.</summary>
    public static T? Read<T>(object? raw, ReadInput read, InputPath? parent, string name) =>
        raw is null || ReferenceEquals(raw, InputObjectValue.Absent) ? default : (T)read(raw, new InputPath(parent, name));

    /// <summary>A value that may be left out. <paramref name="nullable"/> says whether it may be null when it is given.</summary>
    public static Optional<T> Optional<T>(object? raw, ReadInput? read, InputPath? parent, string name, bool nullable)
    {
        if (ReferenceEquals(raw, InputObjectValue.Absent))
            return default;
        if (raw is not null)
            return new Optional<T>((T)(read is null ? raw : read(raw, new InputPath(parent, name))));
        return nullable
            ? new Optional<T>(default!)
            : throw new InvalidInputException("It must not be null; leave it out to keep it as it is.", new InputPath(parent, name));
    }
}
