namespace Cairn.Engine.Visibility;

/// <summary>The kinds of tokens of the filter language.</summary>
internal enum TokenKind
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary>A name or a keyword.</summary>
    Word,

    /// <summary>A name in backticks.</summary>
    Name,

    /// <summary>A text in quotes.</summary>
    Text,

    /// <summary>A number without a point.</summary>
    Integer,

    /// <summary>A number with a point or an exponent.</summary>
    Real,

    /// <summary>An operator, a parenthesis or a comma.</summary>
    Sign,

    /// <summary>Text that is not part of the language.</summary>
    Unknown,
}
