namespace CrmGraph.Domain.Duplicates;

/// <summary>What happens when a record is entered that probably exists already.</summary>
public enum DuplicateMode
{
    /// <summary>It is entered.</summary>
    Allow,

    /// <summary>It is refused with DUPLICATE unless the caller repeats it with <c>allowDuplicate: true</c>.</summary>
    Warn,

    /// <summary>It is refused with DUPLICATE, whatever the caller says.</summary>
    Block,
}
