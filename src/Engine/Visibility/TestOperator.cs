namespace Cairn.Engine.Visibility;

/// <summary>
/// How a filter tests one attribute. An execution without the attribute passes only <see cref="Missing"/>.
/// </summary>
public enum TestOperator
{
    /// <summary>One of the values is among those given.</summary>
    OneOf,

    /// <summary>There are values, and none of them is among those given.</summary>
    NoneOf,

    /// <summary>The value is less.</summary>
    Less,

    /// <summary>The value is not less.</summary>
    AtLeast,

    /// <summary>The value is greater.</summary>
    Greater,

    /// <summary>The value is not greater.</summary>
    AtMost,

    /// <summary>The text begins with the prefix.</summary>
    StartsWith,

    /// <summary>The text does not begin with the prefix.</summary>
    NotStartsWith,

    /// <summary>There is a value.</summary>
    Exists,

    /// <summary>There is no value.</summary>
    Missing,
}
