using Cairn.Api.Enums.V1;

namespace Cairn.Engine.Visibility;

/// <summary>
/// Parses the filter language by recursive descent: OR binds weakest, then AND, then NOT. Errors have the texts of
/// Temporal's parser, which counts positions in the whole statement that it builds from a filter. An invalid name or
/// value is reported only if the whole text can be parsed.
/// </summary>
internal sealed class ListQueryParser
{
    private const string Statement = "select * from table1 ";
    private const string Condition = "where ";


    private static readonly Dictionary<string, TestOperator> Comparisons = new()
    {
        ["="] = TestOperator.OneOf,
        ["!="] = TestOperator.NoneOf,
        ["<>"] = TestOperator.NoneOf,
        ["<"] = TestOperator.Less,
        ["<="] = TestOperator.AtMost,
        [">"] = TestOperator.Greater,
        [">="] = TestOperator.AtLeast,
    };

    private readonly SearchAttributeTypes types;
    private readonly List<Token> tokens;
    private readonly int before;
    private int at;
    private ListQueryException? nonsense;
    private int depth;
    private int literals;

    public ListQueryParser(string text, SearchAttributeTypes types)
    {
        this.types = types;
        var trimmed = text.Trim();
        tokens = Lexer.Read(trimmed);
        before = Statement.Length + (HasCondition ? Condition.Length : 0);
    }

    private Token Current => tokens[at];

    private Token Following => tokens[Math.Min(at + 1, tokens.Count - 1)];

    private bool HasCondition =>
        Current.Kind != TokenKind.End && !((Current.Is("group") || Current.Is("order")) && Following.Is("by"));

    /// <summary>Reads the whole query.</summary>
    public ListQuery Read()
    {
        var filter = HasCondition ? ReadAny() : new Filter.All([]);
        var groupBy = ReadClause("group") ? ReadGroupBy() : null;
        List<SortTerm> order = ReadClause("order") ? ReadOrder() : [];
        if (Current.Is("limit"))
        {
            throw ListQueryException.NotSupported("'LIMIT' clause");
        }

        if (Current.Kind != TokenKind.End)
        {
            throw SyntaxError();
        }

        if (nonsense is not null)
        {
            throw nonsense;
        }

        return ListQuery.Of(filter) with
        {
            Order = order.Count > 0 ? order : ListQuery.NewestFirst,
            GroupBy = groupBy,
        };
    }

    private Filter ReadAny()
    {
        var parts = new List<Filter> { ReadAll() };
        while (Take("or") || TakeSign("||"))
        {
            parts.Add(ReadAll());
        }

        return parts.Count == 1 ? parts[0] : new Filter.Any(parts);
    }

    private Filter ReadAll()
    {
        var parts = new List<Filter> { ReadNot() };
        while (Take("and") || TakeSign("&&"))
        {
            parts.Add(ReadNot());
        }

        return parts.Count == 1 ? parts[0] : new Filter.All(parts);
    }

    private Filter ReadNot()
    {
        if (++depth > Limits.FilterDepth)
        {
            throw ListQueryException.NotSupported($"more than {Limits.FilterDepth} levels of nesting");
        }

        var filter = Take("not") || TakeSign("!") ? ReadNot().Negate()
            : TakeSign("(") ? ReadParentheses()
            : ReadTest();
        depth--;
        return filter;
    }

    private Filter ReadParentheses()
    {
        var filter = ReadAny();
        Expect(")");
        return filter;
    }

    private Filter ReadTest()
    {
        if (Current.Kind == TokenKind.Word && Following.IsSign("("))
        {
            throw ListQueryException.NotSupported("function expression");
        }

        var attribute = ReadAttribute();
        if (Take("is"))
        {
            return ReadIs(attribute);
        }

        var isNegated = Take("not");
        var test = ReadPredicate(attribute, isNegated);
        return isNegated ? test.Negate() : test;
    }

    private Filter ReadPredicate(SearchAttribute attribute, bool mustBeWord)
    {
        if (Take("in"))
        {
            return new Filter.Test(attribute, TestOperator.OneOf, ReadList(attribute));
        }

        if (Take("between"))
        {
            return ReadBetween(attribute);
        }

        if (Take("starts_with"))
        {
            RefuseUnless(attribute.Type == IndexedValueType.Keyword, attribute, "STARTS_WITH");
            return new Filter.Test(attribute, TestOperator.StartsWith, [ReadValue(attribute)]);
        }

        if (Take("like"))
        {
            RefuseUnless(false, attribute, "LIKE");
            return new Filter.Test(attribute, TestOperator.StartsWith, [ReadValue(attribute)]);
        }

        if (mustBeWord || Current.Kind != TokenKind.Sign || !Comparisons.TryGetValue(Current.Text, out var test))
        {
            throw Current.Kind is TokenKind.Word or TokenKind.End || Current.IsSign(")")
                ? ListQueryException.InvalidExpression("incomplete expression")
                : SyntaxError();
        }

        var sign = Take().Text;
        RefuseUnless(!attribute.HoldsMany || test is TestOperator.OneOf or TestOperator.NoneOf, attribute, sign);
        return new Filter.Test(attribute, test, ReadValues(attribute));
    }

    private Filter.Test ReadIs(SearchAttribute attribute)
    {
        var isNegated = Take("not");
        if (Take("null"))
        {
            return new(attribute, isNegated ? TestOperator.Exists : TestOperator.Missing, []);
        }

        throw Current.Is("true") || Current.Is("false")
            ? ListQueryException.InvalidExpression(
                "'IS' operator can only be used as 'IS NULL' or 'IS NOT NULL'")
            : SyntaxError();
    }

    private Filter.All ReadBetween(SearchAttribute attribute)
    {
        if (attribute.HoldsMany || attribute.Type == IndexedValueType.Bool)
        {
            nonsense ??= ListQueryException.InvalidExpression(
                $"cannot do range condition on search attribute '{attribute.Name}' of type {attribute.Type}");
        }

        var from = ReadValue(attribute);
        if (!Take("and"))
        {
            throw SyntaxError();
        }

        return new([
            new Filter.Test(attribute, TestOperator.AtLeast, [from]),
            new Filter.Test(attribute, TestOperator.AtMost, [ReadValue(attribute)]),
        ]);
    }

    private List<SearchValue> ReadList(SearchAttribute attribute)
    {
        RefuseUnless(attribute.Type != IndexedValueType.Text, attribute, "IN");
        Expect("(");
        var values = new List<SearchValue>();
        do
        {
            values.Add(ReadValue(attribute));
        }
        while (TakeSign(","));

        Expect(")");
        return values;
    }

    private SearchValue ReadValue(SearchAttribute attribute) =>
        Sensible(token => [Literal.Read(token, attribute)]) is [var value] ? value : default;

    private IReadOnlyList<SearchValue> ReadValues(SearchAttribute attribute) =>
        Sensible(token => Literal.ReadAny(token, attribute));

    private IReadOnlyList<SearchValue> Sensible(Func<Token, IReadOnlyList<SearchValue>> read)
    {
        var token = ReadLiteral();
        try
        {
            return read(token);
        }
        catch (ListQueryException bad)
        {
            nonsense ??= bad;
            return [];
        }
    }

    /// <summary>A literal, with its sign.</summary>
    private Token ReadLiteral()
    {
        if (++literals > Limits.FilterValues)
        {
            throw ListQueryException.NotSupported($"more than {Limits.FilterValues} values");
        }

        var minus = Current.IsSign("-");
        if (minus || Current.IsSign("+"))
        {
            at++;
            return Current.Kind is TokenKind.Integer or TokenKind.Real
                ? Take() is var number && minus ? number with { Text = "-" + number.Text } : number
                : throw SyntaxError();
        }

        if (Current.Kind is TokenKind.End or TokenKind.Sign or TokenKind.Unknown)
        {
            throw SyntaxError();
        }

        if (Current.Kind == TokenKind.Word && Following.IsSign("("))
        {
            throw ListQueryException.NotSupported("nested func");
        }

        return Take();
    }

    private SearchAttribute ReadAttribute()
    {
        switch (Current.Kind)
        {
            case TokenKind.Word or TokenKind.Name:
                var name = Take().Text;
                if (types.Find(name) is { } attribute)
                {
                    return attribute;
                }

                nonsense ??= new ListQueryException($"invalid search attribute: {name}");
                return new SearchAttribute(name, IndexedValueType.Keyword);
            case TokenKind.Text or TokenKind.Integer or TokenKind.Real:
                throw ListQueryException.InvalidExpression("must be a column name but was *sqlparser.SQLVal");
            default:
                throw SyntaxError();
        }
    }

    private SearchAttribute ReadGroupBy()
    {
        var attribute = ReadAttribute();
        if (Current.IsSign(","))
        {
            throw ListQueryException.NotSupported("'GROUP BY' clause supports only a single field");
        }

        return attribute.Type == IndexedValueType.Keyword
            ? attribute
            : throw ListQueryException.NotSupported(
                $"'GROUP BY' clause is not supported for search attribute {attribute.Name}");
    }

    private List<SortTerm> ReadOrder()
    {
        var terms = new List<SortTerm>();
        do
        {
            var attribute = ReadAttribute();
            if (attribute.HoldsMany)
            {
                throw ListQueryException.NotSupported($"unable to sort by search attribute type {attribute.Type}");
            }

            var isDescending = Take("desc");
            if (!isDescending)
            {
                Take("asc");
            }

            terms.Add(new SortTerm(attribute, isDescending));
        }
        while (TakeSign(","));

        return terms;
    }

    private void RefuseUnless(bool allowed, SearchAttribute attribute, string test)
    {
        if (!allowed)
        {
            nonsense ??= ListQueryException.InvalidExpression(
                $"operator '{test}' not supported for {attribute.Type} type search attribute '{attribute.Name}'");
        }
    }

    private bool ReadClause(string word)
    {
        if (!Current.Is(word))
        {
            return false;
        }

        at++;
        return Take("by") ? true : throw SyntaxError();
    }

    private Token Take() => tokens[at++];

    private bool Take(string keyword)
    {
        var found = Current.Is(keyword);
        at += found ? 1 : 0;
        return found;
    }

    private bool TakeSign(string sign)
    {
        var found = Current.IsSign(sign);
        at += found ? 1 : 0;
        return found;
    }

    private void Expect(string sign)
    {
        if (!TakeSign(sign))
        {
            throw SyntaxError();
        }
    }

    private ListQueryException SyntaxError()
    {
        var near = Current.Text.Length == 0 ? "" : $" near '{Current.Text}'";
        return ListQueryException.Malformed($"syntax error at position {before + Current.End + 1}{near}");
    }
}
