using System.Text;

namespace Cairn.Engine.Visibility;

/// <summary>Splits a query into tokens.</summary>
internal static class Lexer
{
    private static readonly string[] Signs =
        ["<=", ">=", "!=", "<>", "&&", "||", "=", "<", ">", "(", ")", ",", "+", "-", "*", "/", "%", "!"];

    /// <summary>All tokens; the last one is the end of the text.</summary>
    public static List<Token> Read(string text)
    {
        var tokens = new List<Token>();
        do
        {
            tokens.Add(Next(text, tokens.Count == 0 ? 0 : tokens[^1].End));
        }
        while (tokens[^1].Kind is not (TokenKind.End or TokenKind.Unknown));

        return tokens;
    }

    private static Token Next(string text, int from)
    {
        var start = from;
        while (start < text.Length && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        if (start == text.Length)
        {
            return new(TokenKind.End, "", start);
        }

        return text[start] switch
        {
            '\'' or '"' => Quoted(text, start, TokenKind.Text),
            '`' => Quoted(text, start, TokenKind.Name),
            var c when char.IsAsciiDigit(c) || (c == '.' && IsDigitAt(text, start + 1)) => Number(text, start),
            var c when char.IsLetter(c) || c is '_' or '@' => Word(text, start),
            _ => Sign(text, start),
        };
    }

    private static bool IsDigitAt(string text, int at) => at < text.Length && char.IsAsciiDigit(text[at]);

    private static Token Word(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '@' or '$' or '.'))
        {
            end++;
        }

        return new(TokenKind.Word, text[start..end], end);
    }

    private static Token Number(string text, int start)
    {
        var end = start;
        var isReal = false;
        while (end < text.Length)
        {
            if (text[end] is '.' or 'e' or 'E')
            {
                isReal = true;
            }
            else if (!char.IsAsciiDigit(text[end]) && !(text[end] is '+' or '-' && text[end - 1] is 'e' or 'E'))
            {
                break;
            }

            end++;
        }

        return new(isReal ? TokenKind.Real : TokenKind.Integer, text[start..end], end);
    }

    /// <summary>A quote inside the text is doubled, or follows a backslash.</summary>
    private static Token Quoted(string text, int start, TokenKind kind)
    {
        var quote = text[start];
        var content = new StringBuilder();
        for (var at = start + 1; at < text.Length; at++)
        {
            var isEscaped = text[at] == '\\' && kind == TokenKind.Text && at + 1 < text.Length;
            var isDoubled = text[at] == quote && at + 1 < text.Length && text[at + 1] == quote;
            if (isEscaped)
            {
                content.Append(Unescape(text[++at]));
            }
            else if (isDoubled)
            {
                content.Append(text[++at]);
            }
            else if (text[at] == quote)
            {
                return new(kind, content.ToString(), at + 1);
            }
            else
            {
                content.Append(text[at]);
            }
        }

        return new(TokenKind.Unknown, content.ToString(), text.Length);
    }

    private static char Unescape(char c) => c switch
    {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\b',
        '0' => '\0',
        'Z' => '\x1a',
        _ => c,
    };

    private static Token Sign(string text, int start)
    {
        var sign = Array.Find(Signs, sign => text.AsSpan(start).StartsWith(sign, StringComparison.Ordinal));
        return sign is null
            ? new(TokenKind.Unknown, text[start].ToString(), start + 1)
            : new(TokenKind.Sign, sign, start + sign.Length);
    }
}
