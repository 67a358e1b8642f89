using System.Collections.Immutable;

namespace CrmGraph.GraphQL.TypeSystem.Scalars;

/// <summary>The scalars that the engine brings: the five of the specification, and those that business APIs need.</summary>
public static class BuiltInScalars
{
    /// <summary>Int (spec 3.5.1).</summary>
    public static readonly IntScalar Int = new();

    /// <summary>Float (spec 3.5.2).</summary>
    public static readonly FloatScalar Float = new();

    /// <summary>String (spec 3.5.3).</summary>
    public static readonly StringScalar String = new();

    /// <summary>Boolean (spec 3.5.4).</summary>
    public static readonly BooleanScalar Boolean = new();

    /// <summary>ID (spec 3.5.5).</summary>
    public static readonly IdScalar Id = new();

    /// <summary>DateTime: a moment, <see cref="DateTimeOffset"/>.</summary>
    public static readonly DateTimeScalar DateTime = new();

    /// <summary>Date: a day, <see cref="DateOnly"/>.</summary>
    public static readonly DateScalar Date = new();

    /// <summary>Duration: a length of time, <see cref="TimeSpan"/>.</summary>
    public static readonly DurationScalar Duration = new();

    /// <summary>Decimal: an exact number, <see cref="decimal"/>.</summary>
    public static readonly DecimalScalar Decimal = new();

    /// <summary>Long: a 64-bit whole number, <see cref="long"/>.</summary>
    public static readonly LongScalar Long = new();

    /// <summary>CurrencyCode: ISO 4217, <see cref="string"/>.</summary>
    public static readonly CurrencyCodeScalar CurrencyCode = new();

    /// <summary>EmailAddress, <see cref="string"/>.</summary>
    public static readonly EmailAddressScalar EmailAddress = new();

    /// <summary>URL: http or https, <see cref="Uri"/>.</summary>
    public static readonly UrlScalar Url = new();

    /// <summary>Any: JSON, <see cref="System.Text.Json.JsonElement"/>.</summary>
    public static readonly AnyScalar Any = new();

    /// <summary>The scalars of the specification; schemas do not define them in SDL.</summary>
    public static readonly ImmutableArray<ScalarType> Specified = [String, Int, Float, Boolean, Id];

    /// <summary>The others; schemas define those they use.</summary>
    public static readonly ImmutableArray<ScalarType> Custom = [DateTime, Date, Duration, Decimal, Long, CurrencyCode, EmailAddress, Url, Any];

    /// <summary>Whether the type has the name of a scalar of the specification.</summary>
    public static bool IsSpecified(NamedType type) => type is ScalarType && Specified.Any(s => s.Name == type.Name);
}
