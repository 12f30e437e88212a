namespace Cairn.Workflows;

/// <summary>How a saga undoes its steps.</summary>
public class SagaOptions : ICloneable
{
    /// <summary>True undoes all steps at the same time; by default one after the other, the last one first.</summary>
    public bool Parallel { get; set; }

    /// <summary>Whether to continue with the other steps when one cannot be undone; true by default.</summary>
    public bool ContinueOnError { get; set; } = true;

    /// <summary>The limit of all compensations together, kept by a durable timer; null means none.</summary>
    public TimeSpan? CompensationTimeout { get; set; }

    /// <summary>
    /// Which exceptions undo the steps; by default those that would close the workflow, see
    /// <see cref="Workflow.IsWorkflowFailure"/>.
    /// </summary>
    public Func<Exception, bool>? When { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
