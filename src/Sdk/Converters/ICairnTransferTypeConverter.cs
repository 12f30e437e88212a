namespace Cairn.Converters;

/// <summary>
/// Converts a type that is marked with <see cref="CairnTransferTypeConverterAttribute"/> to the type that is sent in
/// its place. It needs a public constructor without parameters, is made once, and must be thread-safe.
/// </summary>
public interface ICairnTransferTypeConverter
{
    /// <summary>The type that the payload converter writes and reads.</summary>
    Type TransferType { get; }

    /// <summary>The value that is sent.</summary>
    /// <param name="value">A value of the marked type.</param>
    object? ToTransferType(object? value);

    /// <summary>The value of the marked type.</summary>
    /// <param name="transferType">A value of <see cref="TransferType"/> that came.</param>
    object? FromTransferType(object? transferType);
}
