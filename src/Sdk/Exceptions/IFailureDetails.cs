namespace Cairn.Exceptions;

/// <summary>Values that go with a failure.</summary>
public interface IFailureDetails
{
    /// <summary>How many there are.</summary>
    int Count { get; }

    /// <summary>The value at a place, as a type.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    T ElementAt<T>(int index);
}
