namespace Cairn.Exceptions;

/// <summary>The details of a failure.</summary>
public interface IFailureDetails
{
    /// <summary>The number of details.</summary>
    int Count { get; }

    /// <summary>The detail with this index, as a type.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no detail with this index.</exception>
    T ElementAt<T>(int index);
}
