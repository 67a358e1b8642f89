namespace CrmGraph.GraphDemo;

/// <summary>Where the two listen.</summary>
internal static class Ports
{
    internal const int Server = 5080;
    internal const int Graph = 5090;
}
