namespace Cairn.Engine.Visibility;

/// <summary>A token of a query.</summary>
/// <param name="Kind">The kind of token.</param>
/// <param name="Text">Its text, without quotes.</param>
/// <param name="End">The position of its end in the query.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int End)
{
    /// <summary>Whether it is this keyword, in any case.</summary>
    public bool Is(string keyword) =>
        Kind == TokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is this sign.</summary>
    public bool IsSign(string sign) => Kind == TokenKind.Sign && Text == sign;
}
