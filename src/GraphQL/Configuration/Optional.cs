namespace CrmGraph.GraphQL.Configuration;

/// <summary>A member of an input type that tells "not given" from "given as null".</summary>
/// <typeparam name="T">The type of the value. If it is not nullable, null is refused though the field may be left out.</typeparam>
/// <param name="value">The value.</param>
public readonly struct Optional<T>(T value) : IEquatable<Optional<T>>
{
    /// <summary>Whether the client gave a value, be it null.</summary>
    public bool HasValue { get; } = true;

    /// <summary>The value; the default of <typeparamref name="T"/> if none was given.</summary>
    public T Value { get; } = value;

    /// <summary>A value that was given.</summary>
    public static implicit operator Optional<T>(T value) => new(value);

    /// <summary>Whether both are given with equal values, or both are not given.</summary>
    public static bool operator ==(Optional<T> left, Optional<T> right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(Optional<T> left, Optional<T> right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Optional<T> other) => HasValue == other.HasValue && EqualityComparer<T>.Default.Equals(Value, other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Optional<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(HasValue, Value);

    /// <inheritdoc/>
    public override string ToString() => HasValue ? $"{Value}" : "(not given)";
}
