using System.Security.Cryptography;

namespace CrmGraph.Connectors.Cluster;

/// <summary>What this process is called among those that share the database.</summary>
internal sealed class NodeName
{
    private const int LongestHost = 40;

    /// <summary>The name: unlike that of any other process, and unlike the one of this machine's process before.</summary>
    public string Value { get; } = $"{Host()}-{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    private static string Host() => Environment.MachineName is var name && name.Length > LongestHost ? name[..LongestHost] : name;
}
