using Cairn.Client;

namespace Cairn.Extensions.AspNetCore;

/// <summary>The workflow is closed, so it takes neither signals nor updates.</summary>
/// <param name="found">The workflow.</param>
internal sealed class WorkflowClosedException(WorkflowExecutionDescription found)
    : Exception($"The workflow {found.Id} is {found.Status} since {found.CloseTime:u}.");
