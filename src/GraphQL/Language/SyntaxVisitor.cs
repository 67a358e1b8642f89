using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Language;

/// <summary>
/// A depth-first walk in source order over a tree of any depth: the path is on the heap and not on the stack.
/// Override <see cref="Enter"/>, switch on <see cref="SyntaxNode.Kind"/>, and ask for <see cref="Ancestors"/> if need be.
/// </summary>
public abstract class SyntaxVisitor
{
    private readonly Stack<SyntaxNode> ancestors = new();

    /// <summary>What to do after a node was entered.</summary>
    protected enum Next
    {
        /// <summary>Go on with its children.</summary>
        Children,

        /// <summary>Leave out its children; it is not left either.</summary>
        Sibling,

        /// <summary>End the walk; nothing more is entered or left.</summary>
        Nothing,
    }

    /// <summary>The nodes above the current one, the nearest first.</summary>
    protected IReadOnlyCollection<SyntaxNode> Ancestors => ancestors;

    /// <summary>Walks over <paramref name="root"/> and all below it. False if <see cref="Enter"/> ended the walk.</summary>
    public bool Visit(SyntaxNode root)
    {
        ArgumentNullException.ThrowIfNull(root);
        ancestors.Clear();
        var pending = new Stack<(SyntaxNode Node, bool Leaves)>();
        pending.Push((root, false));
        var children = new List<SyntaxNode>();
        while (pending.TryPop(out var step))
        {
            if (step.Leaves)
            {
                ancestors.Pop();
                Leave(step.Node);
                continue;
            }

            switch (Enter(step.Node))
            {
                case Next.Nothing:
                    return false;
                case Next.Children:
                    pending.Push((step.Node, true));
                    ancestors.Push(step.Node);
                    children.Clear();
                    SyntaxChildren.AddTo(children, step.Node);
                    for (var i = children.Count - 1; i >= 0; i--)
                        pending.Push((children[i], false));
                    break;
            }
        }

        return true;
    }

    /// <summary>Called before a node's children.</summary>
    protected virtual Next Enter(SyntaxNode node) => Next.Children;

    /// <summary>Called after a node's children.</summary>
    protected virtual void Leave(SyntaxNode node)
    {
    }
}
