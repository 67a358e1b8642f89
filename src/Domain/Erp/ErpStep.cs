namespace CrmGraph.Domain.Erp;

/// <summary>The steps in which a deal gets into an ERP, in their order.</summary>
public enum ErpStep
{
    /// <summary>What is to be sent is put together and checked; nothing leaves the house.</summary>
    Plan,

    /// <summary>The order is looked up by its key: it may be there already.</summary>
    LookUp,

    /// <summary>Customer, products, taxes and currency are looked up; a missing customer is created.</summary>
    Resolve,

    /// <summary>The order is created.</summary>
    Create,

    /// <summary>The order is brought to the state in which the ERP works on it: submitted, audited, confirmed.</summary>
    Confirm,

    /// <summary>The order is read back and compared with the deal.</summary>
    Verify,
}
