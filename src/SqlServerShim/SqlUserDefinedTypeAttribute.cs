namespace Microsoft.SqlServer.Server;

/// <summary>Marks a CLR user-defined type.</summary>
/// <param name="format">How it is serialised.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    /// <summary>How it is serialised.</summary>
    public Format Format { get; } = format;

    /// <summary>The largest number of bytes.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>Whether all values are of the same length.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>Whether values compare as their bytes do.</summary>
    public bool IsByteOrdered { get; set; }

    /// <summary>The method that checks values.</summary>
    public string? ValidationMethodName { get; set; }

    /// <summary>The name of the type.</summary>
    public string? Name { get; set; }
}
