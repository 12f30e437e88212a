using System.Globalization;
using Cairn.Api.Enums.V1;

namespace Cairn.Engine.Visibility;

/// <summary>Converts a literal of a query to the type of the attribute that it is compared with.</summary>
internal static class Literal
{
    /// <summary>The values that a literal matches: each word for a text attribute, else one value.</summary>
    public static IReadOnlyList<SearchValue> ReadAny(Token token, SearchAttribute attribute)
    {
        if (attribute.Type != IndexedValueType.Text)
        {
            return [Read(token, attribute)];
        }

        if (token.Kind != TokenKind.Text)
        {
            throw Unexpected(token, attribute);
        }

        var words = SearchWords.Of(token.Text);
        return words.Count > 0
            ? words
            : throw ListQueryException.InvalidExpression(
                $"no tokens found filtering on Text type search attribute {attribute.Name}");
    }

    /// <summary>The value of a literal.</summary>
    public static SearchValue Read(Token token, SearchAttribute attribute)
    {
        if (token.Kind is TokenKind.Word or TokenKind.Name && !token.Is("true") && !token.Is("false"))
        {
            throw token.Is("null")
                ? ListQueryException.InvalidExpression("unexpected value type *sqlparser.NullVal")
                : ListQueryException.NotSupported(
                    "column name on the right side of comparison expression "
                    + $"(did you forget to quote \"{token.Text}\"?)");
        }

        return attribute.Name switch
        {
            "ExecutionStatus" => Status(token),
            "ExecutionDuration" => Duration(token),
            _ => attribute.Type switch
            {
                IndexedValueType.Keyword or IndexedValueType.KeywordList when token.Kind == TokenKind.Text =>
                    SearchValue.Of(token.Text),
                IndexedValueType.Int when token.Kind == TokenKind.Integer => SearchValue.Of(Integer(token)),
                IndexedValueType.Int or IndexedValueType.Double
                    when token.Kind is TokenKind.Integer or TokenKind.Real => SearchValue.Of(Real(token)),
                IndexedValueType.Bool when token.Kind == TokenKind.Word =>
                    SearchValue.Of(token.Is("true") ? 1L : 0L),
                IndexedValueType.Datetime when token.Kind == TokenKind.Integer =>
                    SearchValue.Of(Moments.OfUnixNanoseconds(Integer(token))),
                IndexedValueType.Datetime when token.Kind == TokenKind.Text => Moment(token),
                _ => throw Unexpected(token, attribute),
            },
        };
    }

    private static SearchValue Moment(Token token) => Moments.Parse(token.Text) is { } moment
        ? SearchValue.Of(moment)
        : throw ListQueryException.InvalidExpression($"unable to parse datetime '{token.Text}'");

    private static SearchValue Status(Token token)
    {
        var isName = token.Kind == TokenKind.Text;
        if (isName && ExecutionStatuses.ByName.ContainsKey(token.Text))
        {
            return SearchValue.Of(token.Text);
        }

        if (token.Kind == TokenKind.Integer
            && Integer(token) is >= 1 and <= int.MaxValue and var number
            && ExecutionStatuses.ByNumber.TryGetValue((int)number, out var name))
        {
            return SearchValue.Of(name);
        }

        throw ListQueryException.InvalidExpression(
            $"invalid ExecutionStatus value {(isName ? $"'{token.Text}'" : token.Text)}");
    }

    private static SearchValue Duration(Token token)
    {
        if (token.Kind == TokenKind.Integer)
        {
            return SearchValue.Of(Integer(token));
        }

        return token.Kind == TokenKind.Text && DurationText.Nanoseconds(token.Text) is { } nanoseconds
            ? SearchValue.Of(nanoseconds)
            : throw ListQueryException.InvalidExpression(
                $"invalid duration value for search attribute ExecutionDuration: {token.Text}");
    }

    private static long Integer(Token token) =>
        long.TryParse(token.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Unreadable(token);

    private static double Real(Token token) =>
        double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Unreadable(token);

    private static ListQueryException Unreadable(Token token) =>
        ListQueryException.InvalidExpression($"unable to parse value \"{token.Text}\"");

    private static ListQueryException Unexpected(Token token, SearchAttribute attribute)
    {
        var (text, type) = token.Kind switch
        {
            TokenKind.Text => ($"\"{token.Text}\"", "string"),
            TokenKind.Integer => (token.Text, "int64"),
            TokenKind.Real => (token.Text, "float64"),
            _ => (token.Text, "bool"),
        };
        return ListQueryException.InvalidExpression(
            $"invalid value type for search attribute {attribute.Name} of type {attribute.Type}: {text} "
            + $"(type: {type})");
    }
}
