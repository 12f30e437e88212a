namespace Cairn.Workflows;

/// <summary>The update whose handler is running.</summary>
/// <param name="Id">The update's id.</param>
/// <param name="Name">The update's name.</param>
public record WorkflowUpdateInfo(string Id, string Name);
