namespace Cairn.Tests.Embedded.Faults;

/// <summary>Values that the default converter refuses.</summary>
public static class Unconvertible
{
    /// <summary>A value that cannot be converted to a payload.</summary>
    public static Func<int> Value => () => 1;
}
