namespace CrmGraph.Testing.Emulators.MicrosoftGraph;

/// <summary>Somebody in a message or meeting.</summary>
/// <param name="Address">The mail address.</param>
/// <param name="Name">The name beside it.</param>
public sealed record GraphAddress(string Address, string Name)
{
    /// <summary>An address whose name is what stands before the @.</summary>
    public static implicit operator GraphAddress(string address) => new(address, address.Split('@')[0]);
}
