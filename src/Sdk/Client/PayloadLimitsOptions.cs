namespace Cairn.Client;

/// <summary>The sizes from which the values of a client and its workers are reported.</summary>
public class PayloadLimitsOptions : ICloneable
{
    /// <summary>
    /// Bytes of arguments, of a result or of details from which a warning is logged; they are sent all the same.
    /// 0 turns the warnings off. Default 512 KiB.
    /// </summary>
    public int PayloadsWarnSize { get; set; } = 512 * 1024;

    /// <summary>
    /// Bytes of a memo from which a warning is logged; it is sent all the same. 0 turns the warnings off.
    /// Default 2 KiB.
    /// </summary>
    public int MemoWarnSize { get; set; } = 2 * 1024;

    /// <summary>
    /// True sends the values of client calls even if they are larger than the server takes, for instance because a
    /// proxy stores them elsewhere. Default false: such a call fails before it is sent, and names what is too large.
    /// Workers have <see cref="Worker.CairnWorkerOptions.DisablePayloadErrorLimit"/>.
    /// </summary>
    public bool DisablePayloadErrorLimit { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
