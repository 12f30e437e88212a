namespace Cairn.Engine.Visibility;

/// <summary>
/// Selects executions. There is no "not": the parser moves it into the tests. This has the same result in SQL's
/// three-valued logic, where a test of a missing attribute is neither true nor false.
/// </summary>
public abstract record Filter
{
    private Filter()
    {
    }

    /// <summary>All parts pass; without parts, everything does.</summary>
    public sealed record All(IReadOnlyList<Filter> Parts) : Filter;

    /// <summary>At least one part passes.</summary>
    public sealed record Any(IReadOnlyList<Filter> Parts) : Filter;

    /// <summary>One attribute passes a test.</summary>
    public sealed record Test(
        SearchAttribute Attribute, TestOperator Operator, IReadOnlyList<SearchValue> Values) : Filter
    {
        /// <summary>Whether an execution with these values of the attribute passes.</summary>
        public bool IsPassedBy(IReadOnlyList<SearchValue> found) => Operator switch
        {
            TestOperator.OneOf => found.Any(IsGiven),
            TestOperator.NoneOf => found.Count > 0 && !found.Any(IsGiven),
            TestOperator.Less => found.Any(value => value.CompareTo(Values[0]) < 0),
            TestOperator.AtLeast => found.Any(value => value.CompareTo(Values[0]) >= 0),
            TestOperator.Greater => found.Any(value => value.CompareTo(Values[0]) > 0),
            TestOperator.AtMost => found.Any(value => value.CompareTo(Values[0]) <= 0),
            TestOperator.StartsWith => found.Any(Begins),
            TestOperator.NotStartsWith => found.Any(value => !Begins(value)),
            TestOperator.Exists => found.Count > 0,
            TestOperator.Missing => found.Count == 0,
            _ => throw new InvalidOperationException($"{Operator} is no test."),
        };

        private bool IsGiven(SearchValue value) => Values.Any(given => given.CompareTo(value) == 0);

        private bool Begins(SearchValue value) =>
            value.Text?.StartsWith(Values[0].Text!, StringComparison.Ordinal) == true;
    }

    /// <summary>Whether an execution passes.</summary>
    /// <param name="valuesOf">The values that the execution has of an attribute; none if it is missing.</param>
    public bool Matches(Func<SearchAttribute, IReadOnlyList<SearchValue>> valuesOf) => this switch
    {
        All all => all.Parts.All(part => part.Matches(valuesOf)),
        Any any => any.Parts.Any(part => part.Matches(valuesOf)),
        Test test => test.IsPassedBy(valuesOf(test.Attribute)),
        _ => throw new InvalidOperationException("A filter is all, any or a test."),
    };

    /// <summary>Whether the filter looks at an attribute.</summary>
    public bool Mentions(string attribute) => this switch
    {
        All all => all.Parts.Any(part => part.Mentions(attribute)),
        Any any => any.Parts.Any(part => part.Mentions(attribute)),
        Test test => test.Attribute.Name == attribute,
        _ => throw new InvalidOperationException("A filter is all, any or a test."),
    };

    /// <summary>The filter that accepts what this one rejects; both reject executions without the attribute.</summary>
    public Filter Negate() => this switch
    {
        All all => new Any([.. all.Parts.Select(part => part.Negate())]),
        Any any => new All([.. any.Parts.Select(part => part.Negate())]),
        Test test => test with { Operator = Opposite(test.Operator) },
        _ => throw new InvalidOperationException("A filter is all, any or a test."),
    };

    private static TestOperator Opposite(TestOperator test) => test switch
    {
        TestOperator.OneOf => TestOperator.NoneOf,
        TestOperator.NoneOf => TestOperator.OneOf,
        TestOperator.Less => TestOperator.AtLeast,
        TestOperator.AtLeast => TestOperator.Less,
        TestOperator.Greater => TestOperator.AtMost,
        TestOperator.AtMost => TestOperator.Greater,
        TestOperator.StartsWith => TestOperator.NotStartsWith,
        TestOperator.NotStartsWith => TestOperator.StartsWith,
        TestOperator.Exists => TestOperator.Missing,
        TestOperator.Missing => TestOperator.Exists,
        _ => throw new InvalidOperationException($"{test} is no test."),
    };
}
