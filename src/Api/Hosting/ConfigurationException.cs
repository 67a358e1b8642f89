namespace CrmGraph.Api.Hosting;

/// <summary>The configuration does not allow the host to start. The message is one line that names the key and what is expected.</summary>
internal sealed class ConfigurationException(string message, Exception? cause = null) : Exception(message, cause);
