namespace Cairn.Storage;

/// <summary>One execution of a <see cref="MemoryStore"/>: its head and its journal.</summary>
internal sealed class MemoryExecution(ExecutionHead head)
{
    public ExecutionHead Head { get; private set; } = head;

    public List<ReadOnlyMemory<byte>> Journal { get; } = [];

    public void Write(ExecutionWrite write)
    {
        Head = write.Head;
        if (!write.Entry.IsEmpty)
        {
            Journal.Add(write.Entry.ToArray());
        }
    }

    public void LoseCurrent() => Head = Head with { IsCurrent = false };
}
