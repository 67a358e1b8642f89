namespace CrmGraph.FanOutBench;

/// <summary>Sends an event to all who listen.</summary>
internal interface IPublisher
{
    void Publish(StageChange change);
}
