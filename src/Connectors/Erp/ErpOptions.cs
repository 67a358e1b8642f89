namespace CrmGraph.Connectors.Erp;

/// <summary>What every ERP has in its section <c>Connectors:Erp:&lt;key&gt;</c>; each kind has more.</summary>
public abstract class ErpOptions
{
    /// <summary>What it is: Tryton, Kingdee, YonBip, BusinessCentral or Webhook.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Whether won deals are sent. While it is false nothing is lost: they wait in the ledger.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Where the ERP is: an absolute http or https address without user name and password.</summary>
    public string? Url { get; set; }

    /// <summary>How long a request may take; 1 second to 10 minutes, by default 60 seconds.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How many deals are sent at a time; 1 to 16, by default 2.</summary>
    public int Parallelism { get; set; } = 2;

    /// <summary>How often invoices and payments are read; 1 second to 1 day, by default 5 minutes.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The pauses after failed attempts; when they are used up the deal is given up and shown as DEAD. By default 10 s, 1 min, 5 min,
    /// 30 min, 2 h, 6 h, 12 h and 24 h, each up to a fifth longer by chance.
    /// </summary>
    public IList<TimeSpan> RetryDelays { get; } = [];
}
