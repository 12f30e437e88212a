using System.Data;

namespace Cairn.Extensions.Idempotency;

/// <summary>How work is run once.</summary>
public class RunOnceOptions : ICloneable
{
    /// <summary>
    /// Identifies the work, together with its name; 1 to 200 characters. Null, the default, means the idempotency key
    /// of the running activity. Outside of an activity it is required.
    /// </summary>
    public string? Key { get; set; }

    /// <summary>The table of the records. Default: <see cref="RunOnceTable.DefaultName"/>.</summary>
    public string Table { get; set; } = RunOnceTable.DefaultName;

    /// <summary>
    /// Whether the table is made when it is first needed; true by default. Otherwise the statement of
    /// <see cref="RunOnceTable.CreateSql"/> must have been run.
    /// </summary>
    public bool CreatesTable { get; set; } = true;

    /// <summary>The isolation level of the transaction; null, the default, means that of the database.</summary>
    public IsolationLevel? IsolationLevel { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
